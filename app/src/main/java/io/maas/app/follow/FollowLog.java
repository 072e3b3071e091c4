package io.maas.app.follow;

import io.maas.app.follow.Declarations.Flaw;
import io.maas.app.follow.Declarations.Outcome;
import io.maas.domain.resource.ResourceKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// What a follower says, each thing once.
final class FollowLog {

  private static final Logger LOG = LoggerFactory.getLogger(FollowLog.class);

  private static final String STAYS =
      "file not applied: what it said before stays, and nothing is pruned until it is mended";

  private Map<Path, String> unreadable = Map.of();

  void unreadable(Map<Path, String> now) {
    now.forEach((path, problem) -> {
      if (!problem.equals(unreadable.get(path))) {
        LOG.atWarn()
            .setMessage(STAYS)
            .addKeyValue("file", path)
            .addKeyValue("problem", problem)
            .log();
      }
    });
    unreadable = new HashMap<>(now);
  }

  void tried(Path file, Outcome outcome) {
    switch (outcome) {
      case Outcome.Applied(var declared, int changed) ->
          LOG.atInfo()
              .setMessage("file applied")
              .addKeyValue("file", file)
              .addKeyValue("resources", declared.size())
              .addKeyValue("changed", changed)
              .log();
      case Outcome.Refused(var flaws) -> flaws.forEach(flaw -> refused(file, flaw));
      case Outcome.Unavailable(String reason) ->
          LOG.atWarn()
              .setMessage("file not applied yet; it is tried again")
              .addKeyValue("file", file)
              .addKeyValue("problem", reason)
              .log();
    }
  }

  private static void refused(Path file, Flaw flaw) {
    LoggingEventBuilder event = LOG.atWarn().setMessage(STAYS).addKeyValue("file", file);
    if (!flaw.resource().isEmpty()) {
      event = event.addKeyValue("resource", flaw.resource());
    }
    if (!flaw.field().isEmpty()) {
      event = event.addKeyValue("field", flaw.field());
    }
    event.addKeyValue("found", flaw.found()).addKeyValue("expected", flaw.expected()).log();
  }

  void twice(Path file, Map<ResourceKey, Path> elsewhere) {
    elsewhere.forEach((key, other) ->
        LOG.atWarn()
            .setMessage("declared twice: the file that changed last wins")
            .addKeyValue("file", file)
            .addKeyValue("resource", key)
            .addKeyValue("found", "also in " + other)
            .addKeyValue("expected", "in one file")
            .log());
  }

  void pruned(ResourceKey key) {
    LOG.atInfo()
        .setMessage("pruned: no file declares it any more")
        .addKeyValue("resource", key)
        .log();
  }

  void notPruned(UncheckedIOException e) {
    LOG.atWarn().setMessage("not pruned yet; it is tried again").setCause(e).log();
  }
}
