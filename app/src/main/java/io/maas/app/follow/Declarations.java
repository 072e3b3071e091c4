package io.maas.app.follow;

import io.maas.domain.resource.ResourceKey;
import java.util.List;

/// What a follower needs of the control plane. A port: the API of this process.
public interface Declarations {

  /// Applies the text of a file, all of it or nothing.
  Outcome apply(Manifest manifest);

  /// What came to be through these sources, whatever it looks like now.
  ///
  /// @throws java.io.UncheckedIOException if that cannot be known now
  List<ResourceKey> from(List<Source> sources);

  /// Deletes it; nothing happens if it is gone.
  ///
  /// @throws java.io.UncheckedIOException if that cannot be done now
  void delete(ResourceKey key);

  /// What came of applying.
  sealed interface Outcome {
    /// It is as the text says.
    ///
    /// @param declared all that the text declares
    /// @param changed how many of these were not so before
    record Applied(List<ResourceKey> declared, int changed) implements Outcome {
      public Applied {
        declared = List.copyOf(declared);
      }
    }

    /// It is wrong, and stays so until the file changes.
    record Refused(List<Flaw> flaws) implements Outcome {
      public Refused {
        flaws = List.copyOf(flaws);
      }
    }

    /// Nobody knows yet: to be tried again.
    record Unavailable(String reason) implements Outcome {}
  }

  /// What is wrong with a file.
  ///
  /// @param resource which one; empty if it is the text as a whole
  /// @param field its path; empty if it is the resource as a whole
  record Flaw(String resource, String field, String found, String expected) {}
}
