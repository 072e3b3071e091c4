package io.maas.store.postgres;

/// How to reach a PostgreSQL server.
///
/// @param jdbcUrl `jdbc:postgresql://HOST:PORT/DATABASE`, with pgjdbc's options but no password
/// @param user who connects
/// @param password never shown
/// @param poolSize the most connections at once, 1 to 100
public record PostgresSettings(String jdbcUrl, String user, String password, int poolSize) {

  private static final String SCHEME = "jdbc:postgresql:";
  private static final int MOST = 100;

  public PostgresSettings {
    if (!jdbcUrl.startsWith(SCHEME)) {
      throw new IllegalArgumentException("url: " + scheme(jdbcUrl) + " (expected: " + SCHEME + ")");
    }
    if (jdbcUrl.contains("password=") || jdbcUrl.contains("@")) {
      throw new IllegalArgumentException(
          "url: has credentials in it (expected: none; user and password have their own fields)");
    }
    if (user.isBlank()) {
      throw new IllegalArgumentException("user: empty (expected: a name)");
    }
    if (poolSize < 1 || poolSize > MOST) {
      throw new IllegalArgumentException(
          "poolSize: " + poolSize + " (expected: 1 to " + MOST + ")");
    }
  }

  private static String scheme(String url) {
    int colon = url.indexOf(':');
    return colon < 0 ? "no scheme" : url.substring(0, colon + 1);
  }

  @Override
  public String toString() {
    return "PostgresSettings[" + jdbcUrl + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
