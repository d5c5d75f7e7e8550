package io.mirrornet.agent.route;

import io.mirrornet.agent.netlink.Route;
import io.mirrornet.agent.netlink.Rule;
import io.mirrornet.agent.route.Recipe.ReturnPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Puts our rules at priority 0 ahead of the kernel's {@code local}, which is there too.
 *
 * <p>The kernel adds a rule only at the end of its priority, and of several like one another
 * removes only the first. So whatever stands in front of {@code local} has stood at the end first:
 * {@code local} is added once more behind it, then the copy in front is removed. It carries the
 * protocol {@code kernel} again, without which network managers would take it for somebody's
 * leftover. There is always at least one, whatever stops us halfway, and wherever that was, the
 * same steps lead on from there.
 *
 * <p>Rules of others that stood behind {@code local} go behind it again, for ahead of it they could
 * take the host's own addresses from it. Rules of others ahead of it stay.
 */
final class PriorityZero {

  static final int PRIORITY = 0;

  private static final Rule LOCAL = Rule.lookup(PRIORITY, Route.LOCAL_TABLE, Rule.KERNEL_PROTOCOL);

  private final Marks marks;
  private final List<ReturnPath> wanted;

  /** The rules as they will be once the changes so far are made. */
  private final List<Rule> rules;

  private final boolean localElsewhere;
  private final List<Change> changes = new ArrayList<>();

  private PriorityZero(List<Rule> all, List<ReturnPath> wanted, Marks marks) {
    this.marks = marks;
    this.wanted = wanted;
    rules = new ArrayList<>(all.stream().filter(rule -> rule.priority() == PRIORITY).toList());
    localElsewhere =
        all.stream()
            .anyMatch(rule -> rule.priority() != PRIORITY && rule.isLocalLookup() && !isOurs(rule));
  }

  /**
   * The steps, beside the removal of rules of ours that are not wanted.
   *
   * @param all the rules of all priorities
   */
  static Steps towards(List<ReturnPath> wanted, List<Rule> all, Marks marks) {
    return new PriorityZero(all, wanted, marks).steps();
  }

  /**
   * @param inTheWay if there is such a rule, there are no steps
   */
  record Steps(List<Change> changes, Optional<Rule> inTheWay) {}

  private Steps steps() {
    wanted.forEach(this::appendIfMissing);
    if (rules.lastIndexOf(LOCAL) < lastWanted() || isWithoutLocal()) {
      append(LOCAL);
    }
    Optional<Rule> inTheWay = Optional.empty();
    if (rules.stream().anyMatch(this::isOurs)) {
      inTheWay = keepOthersBehind();
      removeSpareLocals();
    }
    wanted.forEach(this::removeSpares);
    return inTheWay.isPresent()
        ? new Steps(List.of(), inTheWay)
        : new Steps(List.copyOf(changes), inTheWay);
  }

  /**
   * Copies of ours do not count: they are removed, and where there was one the kernel's replaces
   * it.
   */
  private boolean isWithoutLocal() {
    return rules.stream().noneMatch(rule -> rule.isLocalLookup() && !isOurs(rule))
        && (!localElsewhere || rules.stream().anyMatch(Rule::isLocalLookup));
  }

  /** What is last counts: spares are removed from the front. */
  private void appendIfMissing(ReturnPath path) {
    if (!rules.contains(path.lookup())) {
      append(path.lookup());
    }
    if (rules.lastIndexOf(path.blackhole()) < rules.lastIndexOf(path.lookup())) {
      append(path.blackhole());
    }
  }

  /** Returns a rule that cannot be moved, if there is one. */
  private Optional<Rule> keepOthersBehind() {
    int front = first(this::isSpareLocal);
    int back = remainingLocal();
    if (front > back) {
      return Optional.empty();
    }
    List<Rule> others =
        rules.subList(front, back).stream()
            .filter(rule -> !rule.isLocalLookup() && !isOurs(rule))
            .toList();
    List<Rule> behind = new ArrayList<>(rules.subList(back, rules.size()));
    for (Rule rule : others) {
      if (!behind.remove(rule)) {
        append(rule);
      }
    }
    for (Rule rule : others) {
      if (!rules.get(first(candidate -> RuleMatch.finds(rule, candidate))).equals(rule)) {
        return Optional.of(rule);
      }
      remove(rule);
    }
    return Optional.empty();
  }

  /**
   * Where the first {@code local} will be that stays: the kernel's own, else one that somebody put
   * there under another protocol; -1 if none is left at this priority.
   */
  private int remainingLocal() {
    int kernels = rules.lastIndexOf(LOCAL);
    return kernels >= 0
        ? kernels
        : IntStream.range(lastWanted() + 1, rules.size())
            .filter(i -> rules.get(i).isLocalLookup() && !isOurs(rules.get(i)))
            .findFirst()
            .orElse(-1);
  }

  /** From the front, so that each is the first of its like when its turn comes. */
  private void removeSpareLocals() {
    for (int spare = first(this::isSpareLocal);
        spare < rules.size();
        spare = first(this::isSpareLocal)) {
      remove(rules.get(spare));
    }
  }

  /** A copy ahead of one of our rules, of our own making, or the kernel's where it has another. */
  private boolean isSpareLocal(Rule rule) {
    return rule.isLocalLookup()
        && (isOurs(rule)
            || rules.indexOf(rule) < lastWanted()
            || (rule.equals(LOCAL) && count(LOCAL) > 1));
  }

  private void removeSpares(ReturnPath path) {
    while (count(path.blackhole()) > 1) {
      remove(path.blackhole());
    }
    while (count(path.lookup()) > 1) {
      remove(path.lookup());
    }
  }

  private boolean isOurs(Rule rule) {
    return rule.protocol() == marks.protocol();
  }

  private int lastWanted() {
    return wanted.stream().mapToInt(path -> rules.lastIndexOf(path.blackhole())).max().orElse(-1);
  }

  private int first(Predicate<Rule> condition) {
    for (int i = 0; i < rules.size(); i++) {
      if (condition.test(rules.get(i))) {
        return i;
      }
    }
    return rules.size();
  }

  private long count(Rule rule) {
    return rules.stream().filter(rule::equals).count();
  }

  private void append(Rule rule) {
    rules.add(rule);
    changes.add(new Change.AddRule(rule));
  }

  private void remove(Rule rule) {
    rules.remove(rule);
    changes.add(new Change.RemoveRule(rule));
  }
}
