package io.maas.domain.notice;

import java.util.function.Consumer;

/// Where notices come from. A port; its store is PostgreSQL's LISTEN and NOTIFY.
public interface Notices extends AutoCloseable {

  /// Calls the listener for every notice from now on, on a thread of the store's. After a broken
  /// connection is mended the listener gets one [Notice.Resynchronised].
  void subscribe(Consumer<Notice> listener);

  /// Whether notices can arrive now.
  boolean connected();

  @Override
  void close();
}
