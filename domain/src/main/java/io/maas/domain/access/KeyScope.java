package io.maas.domain.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a key is narrowed to, within what its subscription gives. It only ever takes away. It is
/// read once and asked with each request, which makes nothing of it.
///
/// @param models `namespace/name` of those that it may be used for; empty for all
/// @param from where it may be used; empty for everywhere
public record KeyScope(List<String> models, List<IpRange> from) {

  /// All models, from everywhere.
  public static final KeyScope WHOLE = new KeyScope(List.of(), List.of());

  /// More than anybody needs: each is looked at with each request of the key.
  public static final int MOST = 50;

  public KeyScope {
    models = List.copyOf(models);
    from = List.copyOf(from);
  }

  /// Whether it may be used for a model.
  public boolean allows(String namespace, String name) {
    if (models.isEmpty()) {
      return true;
    }
    for (int i = 0; i < models.size(); i++) {
      String model = models.get(i);
      if (model.length() == namespace.length() + 1 + name.length()
          && model.startsWith(namespace)
          && model.charAt(namespace.length()) == '/'
          && model.endsWith(name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it matters where it is used.
  public boolean isLocal() {
    return !from.isEmpty();
  }

  /// Whether it may be used there.
  ///
  /// @param client null where nobody can tell, which is nowhere
  public boolean allowsFrom(@Nullable IpAddress client) {
    if (from.isEmpty()) {
      return true;
    }
    if (client == null) {
      return false;
    }
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i).contains(client)) {
        return true;
      }
    }
    return false;
  }
}
