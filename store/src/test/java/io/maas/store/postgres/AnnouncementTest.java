package io.maas.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.domain.notice.Notice;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void comesOutAsItWentIn() {
    List<Notice> all =
        List.of(
            new Notice.ResourcesChanged(),
            new Notice.KeyRevoked("a\"b"),
            new Notice.KeyChanged("a\"b"),
            new Notice.UserChanged("tenant", "system:ädä"),
            new Notice.Resynchronised());

    assertThat(all)
        .allSatisfy(notice ->
            assertThat(Announcement.decode(Announcement.encode(notice))).contains(notice));
  }

  @Test
  void isNoneWhereANewerVersionSaysMore() {
    assertThat(Announcement.decode("{\"type\":\"weather\"}")).isEmpty();
    assertThat(Announcement.decode("not JSON")).isEmpty();
    assertThat(Announcement.decode("[]")).isEmpty();
  }
}
