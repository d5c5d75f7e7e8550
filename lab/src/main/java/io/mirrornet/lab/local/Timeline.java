package io.mirrornet.lab.local;

import io.mirrornet.lab.local.Lab.Happening;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has happened so far. For many threads. */
final class Timeline {

  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

  private final List<Happening> happenings = new CopyOnWriteArrayList<>();

  void add(Happening happening) {
    happenings.add(happening);
    LOG.atDebug().addKeyValue("happening", happening).log("happened");
  }

  /** Oldest first. */
  List<Happening> happenings() {
    return List.copyOf(happenings);
  }
}
