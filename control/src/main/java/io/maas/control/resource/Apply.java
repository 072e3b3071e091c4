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

/// `POST /v1/resources/apply`: any number of documents. All are checked before any is written. Who
/// follows a source names it by `?source=`, which is noted on what is created.
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
      case DocumentText.Documents documents ->
          apply(call, documents, new Origin(call.asked("source")));
    };
  }

  private Reply apply(Call call, DocumentText.Documents documents, Origin origin) {
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
    Optional<ResourceKey> foreign =
        drafts.stream().map(Resource::key).filter(key -> !call.scope().governs(key)).findFirst();
    if (foreign.isPresent()) {
      return Reply.forbidden(call.scope().notGoverned(foreign.get()) + "; nothing was applied");
    }
    List<Resource> wanted = drafts.stream().map(draft -> merged(draft, origin)).toList();
    wanted.forEach(each -> flaws.addAll(Draft.check(each)));
    flaws.addAll(new Surrounded(resources, wanted).flaws());
    return flaws.isEmpty()
        ? write(call.principal(), drafts, origin)
        : Flaws.refuse("nothing was applied", flaws);
  }

  private Reply write(Principal caller, List<Resource> drafts, Origin origin) {
    for (Resource draft : drafts) {
      if (isStale(draft)) {
        return Flaws.conflict(draft.key());
      }
    }
    List<Applied> applied = new ArrayList<>();
    for (Resource draft : drafts) {
      Optional<String> result = write(draft, origin);
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

  private Optional<String> write(Resource draft, Origin origin) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (resources.put(merged(draft, origin))) {
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

  private Resource merged(Resource draft, Origin origin) {
    return Surrounded.guarded(
        resources
            .find(draft.key())
            .map(live -> origin.merged(ThreeWayMerge.merge(draft, live), live))
            .orElseGet(() -> origin.created(ThreeWayMerge.create(draft))));
  }

  private boolean isStale(Resource draft) {
    long based = draft.resourceVersion();
    return based != 0
        && resources.find(draft.key()).map(Resource::resourceVersion).orElse(0L) != based;
  }

  record Applied(String apiVersion, String kind, String namespace, String name, String result) {
    static Applied of(ResourceKey key, String result) {
      return new Applied(
          key.kind().apiVersion(), key.kind().kind(), key.namespace(), key.name(), result);
    }
  }
}
