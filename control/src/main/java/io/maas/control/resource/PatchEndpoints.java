package io.maas.control.resource;

import io.maas.control.call.Call;
import io.maas.control.call.Reply;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Written;
import io.maas.domain.resource.StatusByHand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Changes a part of one resource, by a merge patch: of what is declared, or of its status.
public final class PatchEndpoints {

  /// How often somebody else may write in between before we give up.
  private static final int ATTEMPTS = 5;

  private static final String STATUS = "status";
  private static final List<String> NOTES = List.of(LastApplied.ANNOTATION, Origin.ANNOTATION);

  private final Resources resources;

  public PatchEndpoints(Resources resources) {
    this.resources = resources;
  }

  /// `PATCH /v1/resources/{kind}/{namespace}/{name}`: all but the status. A patch that names a
  /// `metadata.resourceVersion` is refused where that is not the current one.
  public Reply patch(Call call) {
    return answer(call, this::patch);
  }

  /// `PATCH /v1/resources/{kind}/{namespace}/{name}/status`: the status alone; the generation
  /// stays. It holds until there is a reason to look at the resource again.
  public Reply patchStatus(Call call) {
    return answer(call, this::patchStatus);
  }

  private interface Patching {
    Reply answer(Call call, ResourceKey key, Map<?, ?> patch);
  }

  private static Reply answer(Call call, Patching patching) {
    if (call.contentType().endsWith("json-patch+json")
        || call.contentType().contains("strategic-merge")) {
      return new Reply.Refused(
          415,
          "Content-Type: " + call.contentType() + " (expected: application/merge-patch+json)",
          Map.of());
    }
    return switch (DocumentText.read(call)) {
      case DocumentText.Unreadable(String message) -> Reply.badRequest(message);
      case DocumentText.Documents(var trees) ->
          trees.size() == 1 && trees.getFirst() instanceof Map<?, ?> patch
              ? ResourceEndpoints.ofKey(
                  call,
                  key ->
                      call.scope().sees(key)
                          ? ResourceEndpoints.governed(
                              call, key, () -> patching.answer(call, key, patch))
                          : ResourceEndpoints.missing(key))
              : Reply.badRequest("body: no merge patch (expected: one object)");
    };
  }

  private Reply patch(Call call, ResourceKey key, Map<?, ?> patch) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Resource> live = resources.find(key);
      if (live.isEmpty()) {
        return ResourceEndpoints.missing(key);
      }
      call.act().before(Declared.before(resources, key));
      Reply reply = write(live.get(), patch);
      if (reply != null) {
        return reply;
      }
    }
    return Flaws.conflict(key);
  }

  /// Null where somebody else wrote in between.
  private @Nullable Reply write(Resource live, Map<?, ?> patch) {
    ResourceKey key = live.key();
    return switch (Draft.read(MergePatch.apply(Documents.write(live), patch), 1)) {
      case Draft.Refused(List<Draft.Flaw> flaws) -> Flaws.refuse("not written", flaws);
      case Draft.Read(Resource draft) when !draft.key().equals(key) ->
          Reply.badRequest("body: " + draft.key() + " (expected: " + key + ", as in the path)");
      case Draft.Read(Resource draft) -> {
        if (draft.resourceVersion() != live.resourceVersion()) {
          yield Flaws.conflict(key);
        }
        List<Draft.Flaw> flaws = new ArrayList<>(Draft.check(draft));
        flaws.addAll(new Surrounded(resources, List.of(draft)).flaws());
        yield flaws.isEmpty()
            ? written(resources.put(Surrounded.guarded(noted(draft, live))))
            : Flaws.refuse("not written", flaws);
      }
    };
  }

  private static @Nullable Reply written(Written written) {
    return switch (written) {
      case Written.Created(Resource now) -> Reply.ok(Documents.write(now));
      case Written.Updated(Resource now) -> Reply.ok(Documents.write(now));
      case Written.Unchanged(Resource now) -> Reply.ok(Documents.write(now));
      case Written.Conflict _ -> null;
    };
  }

  /// Nobody but us writes the notes that apply leaves.
  private static Resource noted(Resource draft, Resource live) {
    Map<String, String> annotations = new LinkedHashMap<>(draft.annotations());
    for (String note : NOTES) {
      String kept = live.annotations().get(note);
      if (kept == null) {
        annotations.remove(note);
      } else {
        annotations.put(note, kept);
      }
    }
    return Resource.draft(
            draft.key(), draft.labels(), annotations, draft.finalizers(), draft.content())
        .at(live.resourceVersion());
  }

  private Reply patchStatus(Call call, ResourceKey key, Map<?, ?> patch) {
    if (!patch.containsKey(STATUS)
        || !(patch.get(STATUS) == null || patch.get(STATUS) instanceof Map<?, ?>)) {
      return Reply.badRequest("body: no status (expected: {\"status\": {...}})");
    }
    Optional<Resource> live = resources.find(key);
    live.ifPresent(then -> call.act().before(Documents.write(then)));
    if (live.isEmpty() || !resources.putStatusByHand(key, status(live.get(), patch))) {
      return ResourceEndpoints.missing(key);
    }
    return resources
        .find(key)
        .<Reply>map(now -> Reply.ok(Documents.write(now)))
        .orElseGet(() -> ResourceEndpoints.missing(key));
  }

  /// With a note of who wrote it, unless the patch takes that away: then we write our own again.
  private static Map<String, Object> status(Resource live, Map<?, ?> patch) {
    Map<String, Object> status = new LinkedHashMap<>();
    if (patch.get(STATUS) instanceof Map<?, ?> asked) {
      MergePatch.apply(live.status(), asked)
          .forEach((field, value) -> {
            if (value != null) {
              status.put(field, value);
            }
          });
      if (asked.containsKey(StatusByHand.FIELD)) {
        status.remove(StatusByHand.FIELD);
        return status;
      }
    }
    return StatusByHand.note(live, status);
  }
}
