package io.maas.gateway.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hugging Face's own library, taken from the jar that carries it and loaded once in a process.
///
/// What DJL wraps around it is left out on purpose: it would look for libraries to download, and
/// tell its makers that it runs.
final class NativeLibrary {

  private NativeLibrary() {}

  /// Why it cannot be used here; empty if it can.
  static Optional<String> problem() {
    return Optional.ofNullable(Loaded.PROBLEM);
  }

  /// Only after [#problem] had none.
  static TokenizersLibrary calls() {
    return TokenizersLibrary.LIB;
  }

  private static final class Loaded {
    static final @Nullable String PROBLEM = load();

    private static @Nullable String load() {
      String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
      String processor = System.getProperty("os.arch", "").equals("amd64") ? "x86_64" : "aarch64";
      boolean mac = system.startsWith("mac");
      String platform = (mac ? "osx-" : "linux-") + processor;
      String name = mac ? "libtokenizers.dylib" : "libtokenizers.so";
      String resource = "/native/lib/" + platform + "/cpu/" + name;
      try (InputStream library = TokenizersLibrary.class.getResourceAsStream(resource)) {
        return library == null ? "no tokenizers library for " + system : load(library);
      } catch (IOException | UnsatisfiedLinkError e) {
        return "the tokenizers library cannot be loaded: " + e.getMessage();
      }
    }

    /// The file is needed until it is mapped, and no longer.
    @SuppressWarnings("restricted") // native code it is; our JVMs are started with leave for it
    private static @Nullable String load(InputStream library) throws IOException {
      Path file = Files.createTempFile("maas-tokenizers-", ".so");
      try {
        Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
        System.load(file.toString());
        return null;
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }
}
