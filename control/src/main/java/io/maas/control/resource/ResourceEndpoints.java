package io.maas.control.resource;

import io.maas.control.access.Scope;
import io.maas.control.call.Call;
import io.maas.control.call.Paging;
import io.maas.control.call.Reply;
import io.maas.domain.catalog.Tenant;
import io.maas.domain.resource.Documents;
import io.maas.domain.resource.Kind;
import io.maas.domain.resource.Resource;
import io.maas.domain.resource.ResourceKey;
import io.maas.domain.resource.Resources;
import io.maas.domain.resource.Resources.Selection;
import io.maas.domain.resource.Resources.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Resources one by one, and lists of them.
public final class ResourceEndpoints {

  private static final ResourceKey DEFAULT_TENANT =
      new ResourceKey(Kind.AI_TENANT, Kind.TENANTS_NAMESPACE, Tenant.DEFAULT);

  private final Resources resources;

  public ResourceEndpoints(Resources resources) {
    this.resources = resources;
  }

  /// `GET /v1/resources/{kind}`, in a namespace or in all.
  public Reply list(Call call) {
    return ofKind(
        call,
        kind ->
            Paging.answer(
                call, paging -> page(kind, call.asked("namespace"), paging, call.scope())));
  }

  /// Who sees all is shown a part that the store chose; of who does not, the store knows nothing.
  private Reply page(Kind kind, @Nullable String namespace, Paging paging, Scope scope) {
    Selection selection = new Selection(kind, namespace);
    return scope.coversAll()
        ? paging.page(
            resources.list(selection, paging.oneMore(), paging.offset()).stream()
                .map(Documents::write)
                .toList())
        : paging.pageOf(
            resources.list(selection, Integer.MAX_VALUE, 0).stream()
                .filter(resource -> scope.sees(resource.key()))
                .map(Documents::write)
                .toList());
  }

  /// `GET /v1/resources/{kind}/{namespace}/{name}`.
  public Reply read(Call call) {
    return ofKey(
        call,
        key ->
            resources
                .find(key)
                .filter(resource -> call.scope().sees(resource.key()))
                .<Reply>map(resource -> Reply.ok(Documents.write(resource)))
                .orElseGet(() -> missing(key)));
  }

  /// `PUT /v1/resources/{kind}/{namespace}/{name}`: the whole of it, based on the version that it
  /// names; new if it names none.
  public Reply put(Call call) {
    return ofKey(call, key -> governed(call, key, () -> put(call, key)));
  }

  /// `DELETE /v1/resources/{kind}/{namespace}/{name}`.
  public Reply delete(Call call) {
    return ofKey(
        call,
        key ->
            call.scope().sees(key) ? governed(call, key, () -> delete(call, key)) : missing(key));
  }

  static Reply governed(Call call, ResourceKey key, Supplier<Reply> then) {
    call.act().on(key.kind().plural(), key.namespace() + "/" + key.name());
    return call.scope().governs(key) ? then.get() : Reply.forbidden(call.scope().notGoverned(key));
  }

  private Reply put(Call call, ResourceKey key) {
    return switch (DocumentText.read(call)) {
      case DocumentText.Unreadable(String message) -> Reply.badRequest(message);
      case DocumentText.Documents(var trees) when trees.size() != 1 ->
          Reply.badRequest("body: " + trees.size() + " documents (expected: one)");
      case DocumentText.Documents(var trees) ->
          switch (Draft.read(trees.getFirst(), 1)) {
            case Draft.Refused(List<Draft.Flaw> flaws) -> Flaws.refuse("not written", flaws);
            case Draft.Read(Resource draft) -> put(call, key, draft);
          };
    };
  }

  private Reply put(Call call, ResourceKey key, Resource draft) {
    if (!draft.key().equals(key)) {
      return Reply.badRequest("body: " + draft.key() + " (expected: " + key + ", as in the path)");
    }
    List<Draft.Flaw> flaws = flaws(draft);
    if (!flaws.isEmpty()) {
      return Flaws.refuse("not written", flaws);
    }
    call.act().before(Declared.before(resources, key));
    return switch (resources.put(Surrounded.guarded(draft))) {
      case Written.Created(Resource written) -> Reply.created(Documents.write(written));
      case Written.Updated(Resource written) -> Reply.ok(Documents.write(written));
      case Written.Unchanged(Resource written) -> Reply.ok(Documents.write(written));
      case Written.Conflict _ -> Flaws.conflict(key);
    };
  }

  private List<Draft.Flaw> flaws(Resource draft) {
    List<Draft.Flaw> flaws = new ArrayList<>(Draft.check(draft));
    flaws.addAll(new Surrounded(resources, List.of(draft)).flaws());
    return flaws;
  }

  private Reply delete(Call call, ResourceKey key) {
    if (key.equals(DEFAULT_TENANT)) {
      return Reply.forbidden(key + " cannot be deleted (expected: a tenant besides the default)");
    }
    call.act().before(Declared.before(resources, key));
    if (!resources.delete(key)) {
      return missing(key);
    }
    String result = resources.find(key).isPresent() ? "deleting" : "deleted";
    return Reply.ok(new Deleted(key.kind().kind(), key.namespace(), key.name(), result));
  }

  record Deleted(String kind, String namespace, String name, String result) {}

  static Reply ofKey(Call call, Function<ResourceKey, Reply> answer) {
    return ofKind(
        call,
        kind -> answer.apply(new ResourceKey(kind, call.part("namespace"), call.part("name"))));
  }

  private static Reply ofKind(Call call, Function<Kind, Reply> answer) {
    String name = call.part("kind");
    Optional<Kind> kind = Kind.named(name);
    return kind.map(answer)
        .orElseGet(() ->
            Reply.notFound(
                "kind: "
                    + name
                    + " (expected: one of "
                    + Arrays.stream(Kind.values())
                        .map(Kind::plural)
                        .distinct()
                        .collect(Collectors.joining(", "))
                    + ")"));
  }

  static Reply.Refused missing(ResourceKey key) {
    return Reply.notFound(key + " not found");
  }
}
