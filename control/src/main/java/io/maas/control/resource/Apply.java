package io.maas.control.resource;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `POST /v1/resources/apply`: any number of documents. All are checked before any is written. Who
/// follows a source names it by `?source=`, which is noted on what is created. With `?dryRun=true`
/// nothing is written, and the answer says what would be.
public final class Apply {

  /// How often somebody else may write in between before we give up.
  private static final int ATTEMPTS = 5;

  /// Kubernetes says `All`.
  private static final Set<String> DRY = Set.of("true", "All");

  private final Resources resources;

  public Apply(Resources resources) {
    this.resources = resources;
  }

  public Reply apply(Call call) {
    return switch (DocumentText.read(call)) {
      case DocumentText.Unreadable(String message) -> Reply.badRequest(message);
      case DocumentText.Documents documents ->
          apply(
              call,
              documents,
              new Origin(call.asked("source")),
              DRY.contains(Objects.requireNonNullElse(call.asked("dryRun"), "")));
    };
  }

  private Reply apply(Call call, DocumentText.Documents documents, Origin origin, boolean dry) {
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
    if (!flaws.isEmpty()) {
      return Flaws.refuse("nothing was applied", flaws);
    }
    return dry
        ? Reply.list(drafts.stream().map(draft -> foreseen(draft, origin)).toList())
        : write(call, drafts, origin);
  }

  /// What writing would come to.
  private Foreseen foreseen(Resource draft, Origin origin) {
    Resource merged = merged(draft, origin);
    Optional<Resource> live = resources.find(draft.key());
    String result =
        live.map(now -> Foreseen.isSame(merged, now) ? "unchanged" : "configured")
            .orElse("created");
    return new Foreseen(
        draft.key().kind().apiVersion(),
        draft.key().kind().kind(),
        draft.key().namespace(),
        draft.key().name(),
        result,
        live.map(Documents::write).orElse(null),
        Documents.write(merged));
  }

  private Reply write(Call call, List<Resource> drafts, Origin origin) {
    for (Resource draft : drafts) {
      if (isStale(draft)) {
        return Flaws.conflict(draft.key());
      }
    }
    List<Applied> applied = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Map<String, @Nullable Object> before = new LinkedHashMap<>();
    Map<String, @Nullable Object> after = new LinkedHashMap<>();
    for (Resource draft : drafts) {
      String name = draft.key().namespace() + "/" + draft.key().name();
      Map<String, ?> there = Declared.before(resources, draft.key());
      Optional<String> result = write(draft, origin);
      if (result.isEmpty()) {
        return Flaws.conflict(draft.key());
      }
      names.add(name);
      before.put(draft.key().kind().plural() + " " + name, there);
      after.put(draft.key().kind().plural() + " " + name, Declared.before(resources, draft.key()));
      call.act().on("resources", String.join(", ", names)).before(before).after(after);
      applied.add(Applied.of(draft.key(), result.get()));
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
