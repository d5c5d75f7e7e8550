package io.mirrornet.operator.act;

import io.mirrornet.operator.port.Write;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what became of each write to the API server. */
final class WriteLog {

  private static final Logger LOG = LoggerFactory.getLogger(WriteLog.class);

  private WriteLog() {}

  static void note(Write write) {
    switch (write) {
      case Write.Written _ -> LOG.atInfo().log("written");
      case Write.Conflict _ -> LOG.atDebug().log("somebody was faster; looked at again");
      // Told where it is noted, and in the network's status.
      case Write.Refused _ -> {}
      case Write.Unavailable(var message) ->
          LOG.atInfo().addKeyValue("cause", message).log("the API server did not answer");
    }
  }
}
