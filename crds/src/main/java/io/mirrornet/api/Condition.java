package io.mirrornet.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.mirrornet.api.schema.ApiObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One aspect of an object's state with the semantics of Kubernetes' metav1.Condition. */
@ApiObject
public record Condition(
    @JsonPropertyDescription(
            "Which aspect this is, such as Ready. One entry for each type. docs/api.md tells what"
                + " each type means for kubectl wait and for GitOps tools.")
        @Required
        ConditionType type,
    @JsonPropertyDescription(
            "True, False, or Unknown where nobody could see. Unknown is never a yes.")
        @Required
        ConditionStatus status,
    @JsonPropertyDescription(
            "The metadata.generation that this was judged by. Smaller than the object's own: the"
                + " judgement is older than the last change of the spec.")
        @Min(0)
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "When status last changed, to the second. A change of reason or message leaves it.")
        @Required
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Instant lastTransitionTime,
    @JsonPropertyDescription(
            "One word for programs that says why, such as WaitingForApproval. docs/reasons.md has"
                + " an entry for each with its remedy.")
        @Required
        @Size(min = 1, max = 1024)
        @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
    @JsonPropertyDescription(
            "A sentence for people: the object that is concerned and the next step, with the very"
                + " command where there is one.")
        @Required
        @Size(max = 32768)
        String message) {

  /** The time is kept to the second, as Kubernetes writes it. */
  public Condition {
    lastTransitionTime = lastTransitionTime.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * A condition as judged now.
   *
   * @param observedGeneration the generation of the spec that was judged
   * @param now kept as the time of transition; {@link #since} puts an older one in its place
   */
  public static Condition of(
      ConditionType type,
      ConditionStatus status,
      long observedGeneration,
      Instant now,
      ConditionReason reason,
      String message) {
    return new Condition(type, status, observedGeneration, now, reason.name(), message);
  }

  /**
   * This condition with the time at which its status began: that of the entry of the same type in
   * the conditions before, where the status is the same there; else its own.
   */
  public Condition since(List<Condition> before) {
    return before.stream()
        .filter(old -> old.type == type && old.status == status)
        .findFirst()
        .map(old ->
            new Condition(
                type, status, observedGeneration, old.lastTransitionTime, reason, message))
        .orElse(this);
  }
}
