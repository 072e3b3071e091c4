package io.maas.systemtests.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.systemtests.dropin.Terminal.Ended;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a whole program wrote down and signed is verified from a file, with its public key alone.
@Tag("slow")
@ExtendWith(OneSite.class)
class AuditExportTest {

  private final Site site;
  @TempDir Path folder;

  AuditExportTest(Site site) {
    this.site = site;
  }

  @Test
  void isVerifiedWithoutAskingAnybody() throws IOException {
    Terminal terminal = new Terminal(site, folder, site.maas().facts().adminToken());
    terminal.run("user", "create", "exported", "--group", "hats off: \u00e4\u4f60", "--token");
    terminal.run("user", "create", "not a name");
    assertThat(terminal.run("jobs", "run", "audit-checkpoints").code()).isZero();
    Ended export = terminal.run("audit", "export", "--checkpoints");
    Path file = Files.writeString(folder.resolve("audit.jsonl"), export.out());
    String key = site.folder().resolve("data").resolve("ledger-seal.pub").toString();

    Ended sound = terminal.run("audit", "verify", "--export", file.toString(), "--key", key);
    Files.writeString(file, export.out().replace("createUser", "deleteUser"));
    Ended changed = terminal.run("audit", "verify", "--export", file.toString(), "--key", key);

    assertThat(export.out()).contains("\"action\":\"createUser\"", "\"checkpoint\":1");
    assertThat(sound.err()).isEmpty();
    assertThat(sound.code()).isZero();
    assertThat(changed.code()).isOne();
    assertThat(changed.err()).contains(": altered: ");
  }
}
