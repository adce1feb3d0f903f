package io.plimsoll.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** TypeScript's own compiler, which came from npm as a jar of WebJars: checks a program strictly, and makes JavaScript of it. Stateless. */
final class TypeScript {
    private static final List<String> STRICTLY = List.of(
            "--strict",
            "--noUncheckedIndexedAccess",
            "--noUnusedLocals",
            "--erasableSyntaxOnly", // what a newer Node runs without a compiler
            "--target",
            "es2022",
            "--lib",
            "es2022",
            "--module",
            "nodenext",
            "--types",
            "node");

    private TypeScript() {}

    /**
     * Compiles a program for Node.
     *
     * @param source a file {@code NAME.mts}
     * @param folder to work in
     * @return {@code NAME.mjs}
     */
    static Path compile(final Path source, final Path folder) throws IOException {
        unpack("typescript", folder.resolve("typescript"));
        unpack("types__node", folder.resolve("node_modules/@types/node"));
        unpack("undici-types", folder.resolve("node_modules/undici-types"));
        final String name = source.getFileName().toString();
        Files.copy(source, folder.resolve(name));
        final ProcessBuilder compiler = new ProcessBuilder("node", "typescript/lib/tsc.js", "--outDir", "out", name);
        compiler.command().addAll(STRICTLY);
        final Process process =
                compiler.directory(folder.toFile()).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
        assertEquals("", said);
        assertEquals(0, process.exitValue());
        return folder.resolve("out").resolve(name.replace(".mts", ".mjs"));
    }

    private static void unpack(final String webJar, final Path folder) throws IOException {
        final URL properties =
                TypeScript.class.getResource("/META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties");
        Objects.requireNonNull(properties, "not on the class path: org.webjars.npm:" + webJar);
        try (JarFile jar = new JarFile(
                ((JarURLConnection) properties.openConnection()).getJarFileURL().getPath())) {
            final String files = "META-INF/resources/webjars/" + webJar + "/[^/]+/";
            for (final JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                if (!entry.isDirectory() && entry.getName().matches(files + ".*")) {
                    final Path file = folder.resolve(entry.getName().replaceFirst(files, ""));
                    Files.createDirectories(file.getParent());
                    try (InputStream in = jar.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }
}
