package io.mirrornet.agent.linux;

/**
 * An open file descriptor, closed once. Not for use by several threads, {@link #close} excepted.
 */
public final class Descriptor implements AutoCloseable {

  private final int number;
  private boolean open = true;

  private Descriptor(int number) {
    this.number = number;
  }

  /**
   * Takes what a system call returned.
   *
   * @param what what was opened, to be put into the exception
   * @param result the descriptor, or a negative error number
   * @throws SystemCallException if it is an error
   */
  public static Descriptor of(String what, long result) {
    return new Descriptor((int) SystemCalls.require(what, result));
  }

  /** What the kernel calls it. */
  public int number() {
    return number;
  }

  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      SystemCalls.close(number);
    }
  }
}
