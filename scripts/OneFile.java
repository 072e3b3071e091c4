import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/// Makes one executable file of a shell script and some jars: `java OneFile.java OUT MAIN STUB JAR…`.
/// A JVM reads a jar from its end, and a shell a script from its beginning.
///
/// The classes are stored as they are, which is read sooner than what was compressed. Those of old
/// compilers (before Java 7) get the stack maps that they lack: the JVM keeps no class in its cache
/// that it has to verify by inference. Entries have no dates, so that the same jars make the same
/// file.
void main(String[] arguments) throws IOException {
  Path out = Path.of(arguments[0]);
  Manifest manifest = new Manifest();
  manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, arguments[1]);
  List<Path> jars = Arrays.stream(arguments, 3, arguments.length).map(Path::of).toList();
  Map<String, byte[]> entries = new TreeMap<>();
  for (Path jar : jars) {
    read(jar, entries, manifest);
  }
  modernise(entries);
  byte[] jar = jar(entries, manifest);
  String stub = Files.readString(Path.of(arguments[2])).replace("@BUILD@", sum(jar));
  Path next = out.resolveSibling(out.getFileName() + ".next");
  try (var file = Files.newOutputStream(next)) {
    file.write(stub.getBytes(StandardCharsets.UTF_8));
    file.write(jar);
  }
  Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
  Files.move(next, out, StandardCopyOption.ATOMIC_MOVE);
}

void read(Path path, Map<String, byte[]> entries, Manifest manifest) throws IOException {
  try (JarFile jar = new JarFile(path.toFile())) {
    Manifest own = jar.getManifest();
    String version = own == null ? null : own.getMainAttributes().getValue("Implementation-Version");
    if (version != null && path.getFileName().toString().startsWith("maas-")) {
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    }
    for (var entry : (Iterable<java.util.jar.JarEntry>) jar.stream()::iterator) {
      String name = entry.getName();
      if (!entry.isDirectory() && isWanted(name)) {
        entries.putIfAbsent(name, jar.getInputStream(entry).readAllBytes());
      }
    }
  }
}

/// Modules and versions for other JDKs mean nothing in one jar; licences stay.
boolean isWanted(String name) {
  return !name.endsWith("module-info.class")
      && !name.startsWith("META-INF/versions/")
      && !name.startsWith("META-INF/maven/")
      && !name.equals("META-INF/MANIFEST.MF")
      && !name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
}

void modernise(Map<String, byte[]> entries) {
  ClassHierarchyResolver known =
      ClassHierarchyResolver.ofResourceParsing(type -> {
            String descriptor = type.descriptorString();
            byte[] bytes = entries.get(descriptor.substring(1, descriptor.length() - 1) + ".class");
            return bytes == null ? null : new java.io.ByteArrayInputStream(bytes);
          })
          .orElse(ClassHierarchyResolver.defaultResolver());
  ClassFile files =
      ClassFile.of(
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ClassHierarchyResolverOption.of(known));
  entries.replaceAll((name, bytes) -> {
    if (!name.endsWith(".class") || major(bytes) >= ClassFile.JAVA_7_VERSION) {
      return bytes;
    }
    ClassTransform newer =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    // What is not looked at is copied as it is, without stack maps.
    ClassTransform rewritten = ClassTransform.transformingMethodBodies(CodeBuilder::with);
    return files.transformClass(files.parse(bytes), newer.andThen(rewritten));
  });
}

int major(byte[] type) {
  return (type[6] & 0xff) << 8 | type[7] & 0xff;
}

byte[] jar(Map<String, byte[]> entries, Manifest manifest) throws IOException {
  ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  try (JarOutputStream jar = new JarOutputStream(bytes)) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    manifest.write(text);
    add(jar, JarFile.MANIFEST_NAME, text.toByteArray());
    for (var entry : entries.entrySet()) {
      add(jar, entry.getKey(), entry.getValue());
    }
  }
  return bytes.toByteArray();
}

void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
  ZipEntry entry = new ZipEntry(name);
  entry.setMethod(ZipEntry.STORED);
  entry.setSize(bytes.length);
  CRC32 crc = new CRC32();
  crc.update(bytes);
  entry.setCrc(crc.getValue());
  entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
  jar.putNextEntry(entry);
  jar.write(bytes);
  jar.closeEntry();
}

String sum(byte[] bytes) {
  CRC32 crc = new CRC32();
  crc.update(bytes);
  return "%08x".formatted(crc.getValue());
}
