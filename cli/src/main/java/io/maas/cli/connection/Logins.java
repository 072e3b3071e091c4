package io.maas.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.cli.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;

/// Where logins are kept between two commands: a file that only its owner can read, one login for
/// each control, and which of them was the last.
///
/// @param file `login.json` in the configuration's directory
public record Logins(Path file) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Those of a caller.
  public static Logins of(Shell shell) {
    return new Logins(
        shell
            .variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> shell.home().resolve(".config"))
            .resolve("maas/login.json"));
  }

  /// The login at a control.
  public Optional<StoredLogin> at(String url) {
    try {
      return StoredLogin.read(key(url), read().path("logins").path(key(url)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The last login.
  public Optional<StoredLogin> last() {
    String url = read().path("last").asText("");
    return url.isEmpty() ? Optional.empty() : at(url);
  }

  /// Keeps a login, as the last.
  public void keep(StoredLogin login) throws IOException {
    ObjectNode tree = read();
    tree.put("last", key(login.url()));
    tree.withObjectProperty("logins").set(key(login.url()), login.tree());
    write(tree);
  }

  /// Forgets the login at a control; false if there is none.
  public boolean forget(String url) throws IOException {
    ObjectNode tree = read();
    JsonNode forgotten = tree.withObjectProperty("logins").remove(key(url));
    if (tree.path("last").asText("").equals(key(url))) {
      tree.remove("last");
    }
    if (forgotten != null) {
      write(tree);
    }
    return forgotten != null;
  }

  private static String key(String url) {
    return url.strip().replaceFirst("/+$", "");
  }

  private ObjectNode read() {
    try {
      return Files.exists(file) && JSON.readTree(file.toFile()) instanceof ObjectNode tree
          ? tree
          : JsonNodeFactory.instance.objectNode();
    } catch (IOException _) {
      return JsonNodeFactory.instance.objectNode(); // what cannot be read is written anew
    }
  }

  private void write(ObjectNode tree) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + " is no file (expected: one in a folder)");
    }
    Files.createDirectories(folder);
    // private from its first byte on: that is how the JDK makes temporary files
    Path draft = Files.createTempFile(folder, ".login", ".maas");
    try {
      Files.writeString(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
