package io.mirrornet.lab.programs;

/** Told what takes long, in whole lines. */
@FunctionalInterface
public interface Progress {

  /** One line for a person who waits. */
  void say(String line);
}
