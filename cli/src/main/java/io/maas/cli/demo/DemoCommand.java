package io.maas.cli.demo;

import io.maas.cli.connection.Connection;
import io.maas.cli.connection.DemoEnvironment;
import io.maas.cli.http.Control;
import io.maas.cli.http.Wire;
import io.maas.cli.session.Session;
import io.maas.cli.shell.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `maas demo`: plays the story against a running `maas up --demo`.
@Command(
    name = "demo",
    description = {
      "Plays the story of a newcomer against a running `maas up --demo`: a token, a chat, the limit"
          + " of the free tier, a group with a higher one, and where every token went.",
      "Exits with 0 only if everything was as told; it can be played again and again."
    })
public final class DemoCommand implements Callable<Integer> {
  private final Session session;
  private final Ledger.Pause pause;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory of the demo; MAAS_DATA (default: ~/.local/share/maas).")
  private @Nullable Path data;

  public DemoCommand(Session session) {
    this(session, DemoCommand::sleep);
  }

  DemoCommand(Session session, Ledger.Pause pause) {
    this.session = session;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    Path directory = data == null ? session.shell().dataDirectory() : data;
    Optional<DemoEnvironment> demo = DemoEnvironment.read(directory);
    if (demo.isEmpty()) {
      return session
          .shell()
          .fail(
              directory.resolve(DemoEnvironment.FILE_NAME)
                  + ": no such file that can be read (expected: written by `maas up --demo`; another data"
                  + " directory with --data)");
    }
    Optional<URI> url = demo.flatMap(d -> d.value("MAAS_URL")).flatMap(Connection::root);
    Optional<String> admin = demo.flatMap(d -> d.value("MAAS_ADMIN_TOKEN"));
    if (url.isEmpty() || admin.isEmpty()) {
      return session
          .shell()
          .fail(demo.get().file() + ": without MAAS_URL or MAAS_ADMIN_TOKEN (expected: both)");
    }
    Path ca = session.shell().variable("MAAS_CA").map(Path::of).orElse(null);
    return play(demo.get(), new Wire(url.get(), ca), admin.get());
  }

  private int play(DemoEnvironment demo, Wire wire, String admin) {
    var narrator = new Narrator(session.shell());
    var control = new Control(wire, admin);
    var cast = new Cast(control);
    narrator.say("The story of a newcomer, played against " + wire.root());
    narrator.say("To type along: set -a; . " + demo.file() + "; set +a");
    narrator.chapter("A new user");
    String name = cast.freeName();
    narrator.command("IDENTITY=$(maas user create " + name + " --token)");
    return switch (cast.create(name)) {
      case Cast.Part.Refused(var line) -> session.shell().fail(line);
      case Cast.Part.Ready(var identity) -> {
        narrator.result(name + " exists, and is in no group");
        var book =
            demo.value("MAAS_SIMULATOR_URL")
                .flatMap(Connection::root)
                .map(root -> new Book(new Wire(root), session.shell().clock().instant()));
        var reconciliation = new Reconciliation(new Ledger(control, pause), book);
        var alice = new Player(wire, name, identity);
        new Story(alice, cast, reconciliation, narrator, pause).tell();
        yield verdict(narrator);
      }
    };
  }

  private static int verdict(Narrator narrator) {
    List<String> surprises = narrator.surprises();
    narrator.say("");
    if (surprises.isEmpty()) {
      narrator.say(narrator.good("Everything was as told."));
      return ExitCode.OK;
    }
    narrator.say(narrator.bad("Not everything was as told:"));
    surprises.forEach(surprise -> narrator.say("- " + surprise));
    return ExitCode.FAILED;
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
