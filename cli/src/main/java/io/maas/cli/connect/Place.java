package io.maas.cli.connect;

import io.maas.cli.shell.Shell;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where clients read: paths as their documentation writes them, and as people read them.
final class Place {
  private static final Pattern BY_VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]+)}(.*)");

  private Place() {}

  /// The file that `~/NAME` or `${VARIABLE:-~/FOLDER}/NAME` means to a caller. A variable that
  /// holds no absolute path counts as absent.
  static Path of(String text, Shell shell) {
    Matcher form = BY_VARIABLE.matcher(text);
    if (!form.matches()) {
      return text.startsWith("~/") ? shell.home().resolve(text.substring(2)) : Path.of(text);
    }
    Path folder =
        shell
            .variable(form.group(1))
            .map(Path::of)
            .filter(Path::isAbsolute)
            .orElseGet(() -> of(form.group(2), shell));
    return Path.of(folder + form.group(3));
  }

  /// A path as people write it, with `~` for the caller's home.
  static String shown(Path path, Shell shell) {
    return path.startsWith(shell.home()) && !path.equals(shell.home())
        ? "~/" + shell.home().relativize(path)
        : path.toString();
  }

  /// The name beside a file's that says whose it is: `config.maas.toml` beside `config.toml`.
  static Path beside(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return path.resolveSibling(
        dot <= 0 ? name + ".maas" : name.substring(0, dot) + ".maas" + name.substring(dot));
  }
}
