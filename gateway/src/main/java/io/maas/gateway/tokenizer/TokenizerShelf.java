package io.maas.gateway.tokenizer;

import io.maas.domain.catalog.TokenizerRef;
import io.maas.domain.resource.Surroundings;
import io.maas.domain.resource.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The tokenizers that models name. They are read where resources are compiled, never where a
/// request waits; a file that changed is read anew with the next compilation.
public final class TokenizerShelf implements Surroundings.Tokenizers {

  /// The largest vocabularies that are published have half of this.
  private static final long LARGEST_FILE = 64L * 1024 * 1024;

  private static final int LONGEST_REASON = 200;
  private static final String FILE_FIELD = "spec.tokens.tokenizer.file";
  private static final String EXPECTED =
      "a tokenizer.json of Hugging Face in the directory `tokenizers` of the process's data";

  private final Path directory;
  private final boolean keeps;
  private final Map<TokenizerRef, Shelved> shelf = new ConcurrentHashMap<>();

  private TokenizerShelf(Path directory, boolean keeps) {
    this.directory = directory;
    this.keeps = keeps;
  }

  /// One to count with.
  ///
  /// @param directory where the operator lays files
  public static TokenizerShelf in(Path directory) {
    return new TokenizerShelf(directory, true);
  }

  /// One that only knows what is wrong, for a process that counts nothing: it keeps no vocabulary.
  public static TokenizerShelf checking(Path directory) {
    return new TokenizerShelf(directory, false);
  }

  /// What counts for a model whose tokenizer was checked and found good.
  public Optional<Tokenizer> find(TokenizerRef ref) {
    Shelved shelved = shelf.get(ref);
    return shelved == null ? Optional.empty() : Optional.ofNullable(shelved.tokenizer);
  }

  /// Reads a tokenizer unless it was read already. Blocks.
  @Override
  public Optional<Violation> check(TokenizerRef ref) {
    return switch (ref) {
      case TokenizerRef.Upstream() -> Optional.empty();
      case TokenizerRef.Tiktoken(String encoding) -> {
        if (keeps) {
          shelf.computeIfAbsent(ref, _ -> tiktoken(encoding));
        }
        yield Optional.empty(); // the names are a rule of the resource already
      }
      case TokenizerRef.HuggingFace(String file) -> checkFile(ref, file);
    };
  }

  private static Shelved tiktoken(String encoding) {
    return new Shelved(Stamp.NONE, TiktokenTokenizer.named(encoding).orElse(null), null);
  }

  private Optional<Violation> checkFile(TokenizerRef ref, String file) {
    Shelved known = shelf.get(ref);
    Stamp stamp;
    try {
      stamp = Stamp.of(directory.resolve(file));
    } catch (IOException e) {
      shelf.remove(ref);
      return Optional.of(violation(file, words(e)));
    }
    if (known == null || !known.stamp.equals(stamp)) {
      known = read(stamp, file);
      shelf.put(ref, known);
    }
    return Optional.ofNullable(known.violation);
  }

  private Shelved read(Stamp stamp, String file) {
    Optional<String> unusable = NativeLibrary.problem();
    if (unusable.isPresent()) {
      return new Shelved(stamp, null, violation(file, unusable.get()));
    }
    if (stamp.size > LARGEST_FILE) {
      return new Shelved(
          stamp,
          null,
          new Violation(FILE_FIELD, file + ": " + stamp.size + " bytes", "<= " + LARGEST_FILE));
    }
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(file));
      int growth = Normalization.growth(bytes);
      Tokenizer read = new HuggingFaceTokenizer(new String(bytes, StandardCharsets.UTF_8), growth);
      return new Shelved(stamp, keeps ? read : null, null);
    } catch (IOException | RuntimeException e) {
      return new Shelved(stamp, null, violation(file, words(e)));
    }
  }

  private static Violation violation(String file, String found) {
    return new Violation(FILE_FIELD, file + ": " + found, EXPECTED);
  }

  /// The reason in one line; an error of the system names a path of this machine, which is nobody's
  /// business.
  private static String words(Exception e) {
    if (e instanceof FileSystemException) {
      return e instanceof NoSuchFileException ? "no such file" : "cannot be read";
    }
    String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  /// Which state of a file was read.
  private record Stamp(long size, FileTime changed) {
    static final Stamp NONE = new Stamp(0, FileTime.fromMillis(0));

    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime());
    }
  }

  private record Shelved(
      Stamp stamp, @Nullable Tokenizer tokenizer, @Nullable Violation violation) {}
}
