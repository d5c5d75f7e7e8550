package io.mirrornet.operator.simulation;

import java.util.function.Supplier;

/** What may befall a call of one process: nothing, or that it dies, sleeps or never hears back. */
interface Mischief {

  <T> T apiRead(String what, Supplier<T> ask, Supplier<T> noAnswer);

  <T> T apiWrite(String what, Supplier<T> ask, Supplier<T> noAnswer);

  /** ARM loses answers by its own faults. */
  <T> T arm(boolean write, String what, Supplier<T> ask);
}
