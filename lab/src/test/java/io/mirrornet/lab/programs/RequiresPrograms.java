package io.mirrornet.lab.programs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Tests that run these programs: skipped, with the remedy, where they cannot be had. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPrograms.Condition.class)
public @interface RequiresPrograms {

  /** The programs. */
  Program[] value();

  /** Asks {@link Programs#obstacle}. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      Programs programs = Programs.ofUser();
      return AnnotationSupport.findAnnotation(context.getElement(), RequiresPrograms.class).stream()
          .flatMap(required -> Arrays.stream(required.value()))
          .flatMap(program -> programs.obstacle(program).stream())
          .findFirst()
          .map(obstacle ->
              ConditionEvaluationResult.disabled(obstacle.getMessage() + "; run: ./test"))
          .orElseGet(() -> ConditionEvaluationResult.enabled("programs can be had"));
    }
  }
}
