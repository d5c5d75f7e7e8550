package io.mirrornet.lab.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** NICs that a failed update of a machine named: for a while no other machine may have them. */
final class NicReservations {

  private record Reservation(ArmId machine, Instant until) {}

  private final Estate estate;
  private final Map<ArmId, Reservation> reservations = new HashMap<>();

  NicReservations(Estate estate) {
    this.estate = estate;
  }

  void reserve(ArmId nic, ArmId machine) {
    Instant until = estate.now().plus(estate.config().timing().nicReservation());
    reservations.put(nic, new Reservation(machine, until));
  }

  /**
   * Refuses the use of a NIC that is reserved.
   *
   * @param by the machine that wants it; the one for which it is reserved may have it
   */
  void mustBeFree(ArmId nic, Optional<ArmId> by) {
    Reservation reservation = reservations.get(nic);
    if (reservation == null) {
      return;
    }
    Duration left = Duration.between(estate.now(), reservation.until());
    if (left.isNegative() || left.isZero()) {
      reservations.remove(nic);
    } else if (!by.map(reservation.machine()::equals).orElse(false)) {
      throw NetworkErrors.nicReserved(reservation.machine().toString(), left).refusal();
    }
  }
}
