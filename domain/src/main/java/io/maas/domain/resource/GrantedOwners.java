package io.maas.domain.resource;

import io.maas.domain.access.AccessRequests.Granted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Adds those who were given a subscription to the owners that its resource names, before anything
/// is compiled of it. The resource itself stays as it was declared.
public final class GrantedOwners {

  private GrantedOwners() {}

  /// The resources as they are with these grants.
  public static List<Resource> in(List<Resource> all, List<Granted> grants) {
    if (grants.isEmpty()) {
      return all;
    }
    Map<String, Set<String>> users = new LinkedHashMap<>();
    for (Granted grant : grants) {
      users.computeIfAbsent(grant.subscription(), _ -> new TreeSet<>()).add(grant.user());
    }
    return all.stream().map(resource -> with(resource, users)).toList();
  }

  private static Resource with(Resource resource, Map<String, Set<String>> users) {
    ResourceKey key = resource.key();
    Set<String> given = users.get(key.namespace() + "/" + key.name());
    // What is not as it should be stays so: it is to be complained of as it was declared.
    return key.kind() == Kind.SUBSCRIPTION
            && given != null
            && resource.spec().get("owner") instanceof Map<?, ?> owner
        ? resource.with(content(resource, owner, given))
        : resource;
  }

  private static Map<String, Object> content(
      Resource resource, Map<?, ?> owner, Set<String> given) {
    List<Object> users = new ArrayList<>();
    if (owner.get("users") instanceof List<?> declared) {
      users.addAll(declared);
    } else if (owner.get("users") != null) {
      return resource.content();
    }
    given.stream().filter(user -> !users.contains(user)).forEach(users::add);
    Map<String, Object> owners = new LinkedHashMap<>();
    owner.forEach((name, value) -> owners.put(String.valueOf(name), value));
    owners.put("users", users);
    Map<String, Object> spec = new LinkedHashMap<>(resource.spec());
    spec.put("owner", owners);
    Map<String, Object> content = new LinkedHashMap<>(resource.content());
    content.put("spec", spec);
    return content;
  }
}
