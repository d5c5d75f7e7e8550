package io.mirrornet.lab.command;

import io.mirrornet.lab.local.Lab;
import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.Programs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands of people while a lab runs. */
final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private final Lab lab;
  private final Programs programs;
  private final ServerSocketChannel server;

  private ControlServer(Lab lab, Programs programs, ServerSocketChannel server) {
    this.lab = lab;
    this.programs = programs;
    this.server = server;
  }

  /** Listens at {@link ControlSocket#PATH}. */
  static ControlServer start(Lab lab, Programs programs) throws IOException {
    return start(lab, programs, ControlSocket.PATH);
  }

  static ControlServer start(Lab lab, Programs programs, Path path) throws IOException {
    Files.createDirectories(path.resolveSibling("."));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(path));
    ControlServer server = new ControlServer(lab, programs, channel);
    Thread.ofVirtual().name("control").start(server::accept);
    return server;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    while (true) {
      try {
        SocketChannel channel = server.accept();
        Thread.ofVirtual().start(() -> converse(channel));
      } catch (ClosedChannelException _) {
        return;
      } catch (IOException e) {
        LOG.atWarn().setCause(e).log("a command could not be received");
      }
    }
  }

  private void converse(SocketChannel channel) {
    try (ControlSocket socket = new ControlSocket(channel)) {
      answer(socket, socket.read(Request.class));
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a command went away");
    }
  }

  private void answer(ControlSocket socket, Request request) throws IOException {
    try {
      switch (request) {
        case Request.Status() -> socket.write(Reply.done(StatusText.of(lab)));
        case Request.Failover(var mirror) -> {
          lab.failover(mirror);
          socket.write(Reply.done(List.of()));
        }
        case Request.Iris iris -> {
          carryOut(iris);
          socket.write(Reply.done(List.of()));
        }
        case Request.Fault(var fault) -> {
          lab.inject(fault);
          socket.write(Reply.done(List.of()));
        }
        case Request.EnterCluster() -> hold(socket, Anchor.inCluster(lab));
        case Request.EnterMachine(var machine) -> hold(socket, Anchor.in(lab, machine));
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      socket.write(Reply.failed(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      socket.write(Reply.failed("the lab is being taken down"));
    }
  }

  private void carryOut(Request.Iris iris) {
    switch (iris.action()) {
      case stop -> lab.stop(iris.machine(), iris.instance());
      case start -> lab.start(iris.machine(), iris.instance());
    }
  }

  private void hold(ControlSocket socket, Anchor anchor) throws IOException {
    try (anchor) {
      socket.write(
          new Reply(
              0,
              List.of(),
              anchor.pid(),
              Map.of("KUBECONFIG", lab.kubectl().kubeconfig().toString()),
              Map.of(
                  "kubectl", programs.path(Program.KUBECTL).toString(),
                  "helm", programs.path(Program.HELM).toString())));
      socket.awaitEnd();
    }
  }
}
