package io.maas.domain.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A status that somebody wrote in our stead. It holds until what it was written over would be said
/// no longer: until the spec changes, or a model comes or goes. So does a status on a cluster,
/// where a controller writes its own over it the next time that it has a reason to look.
///
/// @param status all of it, with the note
/// @param generation of the spec that it was written about
/// @param insteadOf what we had said; null if nothing yet
public record StatusByHand(
    Map<String, Object> status, long generation, @Nullable Map<?, ?> insteadOf) {

  /// The note's name in a status.
  public static final String FIELD = "setByHand";

  private static final String GENERATION = "generation";
  private static final String INSTEAD_OF = "insteadOf";
  private static final String CONDITIONS = "conditions";

  /// What somebody wrote; empty if nobody did, or if the spec is another by now.
  public static Optional<StatusByHand> of(Resource resource) {
    return resource.status().get(FIELD) instanceof Map<?, ?> note
            && note.get(GENERATION) instanceof Number generation
            && generation.longValue() == resource.generation()
        ? Optional.of(
            new StatusByHand(
                resource.status(),
                generation.longValue(),
                note.get(INSTEAD_OF) instanceof Map<?, ?> map ? map : null))
        : Optional.empty();
  }

  /// The status to store, with the note.
  ///
  /// @param written what somebody wants to be said
  public static Map<String, Object> note(Resource live, Map<String, ?> written) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put(GENERATION, live.generation());
    Object instead = of(live).isPresent() ? of(live).get().insteadOf() : essence(live.status());
    if (instead instanceof Map<?, ?> map && !map.isEmpty()) {
      note.put(INSTEAD_OF, map);
    }
    Map<String, Object> status = new LinkedHashMap<>(written);
    status.put(FIELD, note);
    return status;
  }

  /// Whether it stands over what we would say now.
  public boolean standsOver(Map<String, Object> computed) {
    return insteadOf == null || Trees.same(insteadOf, essence(computed));
  }

  /// The phase; empty where nobody says one, as before anything was reconciled.
  public static String phase(Map<String, Object> status) {
    return status.get("phase") instanceof String phase ? phase : "";
  }

  /// What matters of a status: conditions tell of times, and of others.
  private static Map<String, Object> essence(Map<String, Object> status) {
    Map<String, Object> essence = new LinkedHashMap<>(status);
    essence.remove(CONDITIONS);
    essence.remove(FIELD);
    essence.values().removeIf(Objects::isNull);
    return essence;
  }
}
