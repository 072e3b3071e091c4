package io.maas.cli.http;

import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The TLS of who speaks in clear: none. The JDK's client wants one in any case, and what it would
/// take otherwise reads all authorities of the machine, which takes longer than most commands.
final class InClear extends SSLContext {
  private static final String NAME = "none";

  InClear() {
    super(new Refusing(), new Named(), NAME);
  }

  private static final class Named extends Provider {
    private static final long serialVersionUID = 1;

    Named() {
      super(NAME, "1", "no TLS");
    }
  }

  /// Whoever asks it for anything does not speak in clear.
  private static final class Refusing extends SSLContextSpi {
    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw refusal();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw refusal();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw refusal();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      throw refusal();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      throw refusal();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      throw refusal();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      throw refusal();
    }

    private static IllegalStateException refusal() {
      return new IllegalStateException("TLS (expected: an address that begins with http:)");
    }
  }
}
