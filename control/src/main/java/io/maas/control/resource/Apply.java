package io.maas.control.resource;

import io.maas.control.call.Audit;
import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.access.Principal;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `POST /v1/resources/apply`: any number of documents. All are checked before any is written.
public final class Apply {

  /// How often somebody else may write in between before we give up.
  private static final int ATTEMPTS = 5;

  private final Resources resources;

  public Apply(Resources resources) {
    this.resources = resources;
  }

  public Reply apply(Call call) {
    return switch (DocumentText.read(call)) {
      case DocumentText.Unreadable(String message) -> Reply.badRequest(message);
      case DocumentText.Documents documents -> apply(call.principal(), documents);
    };
  }

  private Reply apply(Principal caller, DocumentText.Documents documents) {
    List<Resource> drafts = new ArrayList<>();
    List<Draft.Flaw> flaws = new ArrayList<>();
    Set<ResourceKey> seen = new HashSet<>();
    int place = 0;
    for (Object tree : documents.trees()) {
      place++;
      switch (Draft.read(tree, place)) {
        case Draft.Refused(List<Draft.Flaw> found) -> flaws.addAll(found);
        case Draft.Read(Resource draft) -> {
          if (!seen.add(draft.key())) {
            flaws.add(
                new Draft.Flaw(draft.key().toString(), "", "document " + place, "each but once"));
          }
          drafts.add(LastApplied.stripped(draft));
        }
      }
    }
    drafts.forEach(draft -> flaws.addAll(Draft.check(merged(draft))));
    return flaws.isEmpty() ? write(caller, drafts) : Flaws.refuse("nothing was applied", flaws);
  }

  private Reply write(Principal caller, List<Resource> drafts) {
    for (Resource draft : drafts) {
      if (isStale(draft)) {
        return Flaws.conflict(draft.key());
      }
    }
    List<Applied> applied = new ArrayList<>();
    for (Resource draft : drafts) {
      Optional<String> result = write(draft);
      if (result.isEmpty()) {
        return Flaws.conflict(draft.key());
      }
      applied.add(Applied.of(draft.key(), result.get()));
      Audit.tell(
          caller,
          "resource.apply",
          Map.of("resource", draft.key().toString(), "result", result.get()));
    }
    return Reply.list(applied);
  }

  private Optional<String> write(Resource draft) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (resources.put(merged(draft))) {
        case Written.Created _ -> {
          return Optional.of("created");
        }
        case Written.Updated _ -> {
          return Optional.of("configured");
        }
        case Written.Unchanged _ -> {
          return Optional.of("unchanged");
        }
        case Written.Conflict _ -> {
          if (draft.resourceVersion() != 0) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  private Resource merged(Resource draft) {
    return resources
        .find(draft.key())
        .map(live -> ThreeWayMerge.merge(draft, live))
        .orElseGet(() -> ThreeWayMerge.create(draft));
  }

  private boolean isStale(Resource draft) {
    long based = draft.resourceVersion();
    return based != 0
        && resources.find(draft.key()).map(Resource::resourceVersion).orElse(0L) != based;
  }

  private record Applied(String kind, String namespace, String name, String result) {
    static Applied of(ResourceKey key, String result) {
      return new Applied(key.kind().kind(), key.namespace(), key.name(), result);
    }
  }
}
