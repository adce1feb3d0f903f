package io.plimsoll.engine.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The engine and its tests with one source file of the engine changed: compiled into a folder of the caller's, and loaded beside those
 * that the caller runs on.
 */
final class BrokenEngine extends ClassLoader {
    private static final Path SOURCES = Path.of("src/main/java/io/plimsoll/engine"); // tests run in the module's folder
    private static final String ENGINE = "io.plimsoll.engine.";

    private final Path folder;

    /**
     * @param from must be in the file exactly once
     * @throws IllegalArgumentException if it is not, or what comes of it does not compile
     */
    BrokenEngine(final Path folder, final String file, final String from, final String to) throws IOException {
        super(BrokenEngine.class.getClassLoader());
        this.folder = folder;
        final String source = Files.readString(SOURCES.resolve(file + ".java"));
        final int at = source.indexOf(from);
        if (at < 0 || source.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException(
                    file + " must say this exactly once, for a bug to be planted there: " + from);
        }
        final Path broken = Files.writeString(
                folder.resolve(file + ".java"), source.substring(0, at) + to + source.substring(at + from.length()));
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final List<String> options =
                List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
        final boolean isCompiled = compiler.getTask(
                        null,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(broken))
                .call();
        if (!isCompiled) {
            throw new IllegalArgumentException(file + " does not compile with " + to);
        }
    }

    /** What the test says of this engine; empty if it is green. */
    Optional<Throwable> failure(final String testClass, final String testMethod) throws ReflectiveOperationException {
        final Class<?> type = loadClass(testClass);
        final Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        final Method method = type.getDeclaredMethod(testMethod);
        method.setAccessible(true);
        try {
            method.invoke(constructor.newInstance());
            return Optional.empty();
        } catch (final InvocationTargetException e) {
            return Optional.of(e.getCause());
        }
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ENGINE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            final Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(final String name) throws ClassNotFoundException {
        final Path broken = folder.resolve(name.replace('.', '/') + ".class");
        try (InputStream in = Files.exists(broken)
                ? Files.newInputStream(broken)
                : getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            final byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
