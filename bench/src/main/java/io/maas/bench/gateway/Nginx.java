package io.maas.bench.gateway;

import io.maas.bench.process.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// nginx as people put it before an engine: one worker, connections kept alive on both sides,
/// events passed on as they come, no log of requests.
final class Nginx {

  private Nginx() {}

  static Child start(Path folder, int port, int enginePort) throws IOException {
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, configuration(folder, port, enginePort));
    String program = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";
    return Child.measured(
        "nginx",
        folder,
        List.of(program, "-p", folder.toString(), "-c", file.toString()),
        Map.of());
  }

  private static String configuration(Path folder, int port, int enginePort) {
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    return """
    %s
    worker_processes 1;
    daemon off;
    pid %s/nginx.pid;
    error_log %s/nginx-error.log warn;
    worker_rlimit_nofile 16384;
    events { worker_connections 8192; }
    http {
      access_log off;
      keepalive_requests 1000000000;
      client_body_temp_path %s/nginx-body;
      proxy_temp_path %s/nginx-proxy;
      fastcgi_temp_path %s/nginx-fastcgi;
      uwsgi_temp_path %s/nginx-uwsgi;
      scgi_temp_path %s/nginx-scgi;
      upstream engine {
        server 127.0.0.1:%d;
        keepalive 4096;
        keepalive_requests 1000000000;
      }
      server {
        listen 127.0.0.1:%d backlog=4096;
        location / {
          proxy_pass http://engine;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
          proxy_read_timeout 300s;
        }
      }
    }
    """
        .formatted(user, folder, folder, folder, folder, folder, folder, folder, enginePort, port);
  }
}
