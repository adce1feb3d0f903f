package io.plimsoll.gateway.console;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.http.JsonText;
import io.plimsoll.journal.Await;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one page, driven over its DevTools protocol; reaches this machine only. One thread. */
final class Browser implements AutoCloseable {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Browser(final Path folder) {
        try {
            process = new ProcessBuilder(List.of(
                            CHROMIUM.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--no-first-run",
                            "--hide-scrollbars",
                            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + folder,
                            "about:blank"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolveSibling("chromium.log").toFile())
                    .start();
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(page(folder)), new Listener())
                    .join();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        call("Page.enable", "");
        call("Runtime.enable", "");
        call("Log.enable", "");
        call("Network.enable", "");
    }

    // The port stands in a file once it listens; the one page's own address is asked for there.
    private static String page(final Path folder) {
        final Path file = folder.resolve("DevToolsActivePort");
        Await.until(
                () -> "no browser: " + file,
                PATIENCE,
                () -> Files.exists(file) && !lines(file).isEmpty());
        final String list = "http://127.0.0.1:" + lines(file).get(0) + "/json/list";
        final String[] address = new String[1];
        Await.until(() -> "no page in " + list, PATIENCE, () -> {
            for (final Map<String, Object> target : Json.objects(Json.object("{\"all\":" + fetch(list) + "}"), "all")) {
                if ("page".equals(target.get("type")) && "about:blank".equals(target.get("url"))) {
                    address[0] = target.get("webSocketDebuggerUrl").toString();
                }
            }
            return address[0] != null;
        });
        return address[0];
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fetch(final String address) {
        try (java.io.InputStream in = URI.create(address).toURL().openStream()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return "[]"; // not yet
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean last) {
            text.append(data);
            if (last) {
                take(Json.object(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    private void take(final Map<String, Object> message) {
        if (message.containsKey("id")) {
            open.remove(Integer.parseInt(message.get("id").toString())).complete(message);
            return;
        }
        final String method = message.get("method").toString();
        final Map<String, Object> parameters = Json.object(message, "params");
        if (method.equals("Runtime.exceptionThrown") || method.equals("Runtime.consoleAPICalled")) {
            complaints.add(parameters.toString());
        } else if (method.equals("Log.entryAdded")) {
            final Map<String, Object> entry = Json.object(parameters, "entry");
            if (!"rendering".equals(entry.get("source"))) { // advice on how axe reads pixels
                complaints.add(entry.toString());
            }
        } else if (method.equals("Network.requestWillBeSent")) {
            requests.add(Json.object(parameters, "request").get("url").toString());
        }
    }

    /** Calls a method of the protocol; {@code parameters} are the fields of an object. */
    Map<String, Object> call(final String method, final String parameters) {
        final int id = ids.incrementAndGet();
        final CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        open.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + parameters + "}}", true)
                .join();
        final Map<String, Object> told =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertTrue(!told.containsKey("error"), () -> method + ": " + told);
        return Json.object(told, "result");
    }

    /** Goes to an address, in this size and scheme of colours. */
    void open(final String address, final int width, final int height, final String scheme) {
        look(width, height, scheme);
        call("Page.navigate", "\"url\":\"" + address + "\"");
    }

    /** Another size and scheme of colours, {@code light} or {@code dark}. */
    void look(final int width, final int height, final String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":"
                        + (width < 500));
        call(
                "Emulation.setEmulatedMedia",
                "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]");
    }

    /** What a script comes to; a promise is awaited. */
    Object evaluate(final String script) {
        final Map<String, Object> result = run(script);
        assertTrue(!result.containsKey("exceptionDetails"), () -> script + ": " + result);
        return Json.object(result, "result").get("value");
    }

    private Map<String, Object> run(final String script) {
        return call(
                "Runtime.evaluate",
                "\"awaitPromise\":true,\"returnByValue\":true,\"expression\":\"" + JsonText.escape(script) + "\"");
    }

    /** Waits until a script comes to this. */
    void await(final String script, final Object wanted) {
        final Object[] last = new Object[1];
        Await.until(() -> script + " is " + last[0] + ", not " + wanted + "; " + complaints, PATIENCE, () -> {
            last[0] = Json.object(run(script), "result").get("value"); // of no use while a page is loading
            return wanted.equals(last[0]);
        });
    }

    /** Types a text where the focus is, as keys. */
    void type(final String text) {
        call("Input.insertText", "\"text\":\"" + JsonText.escape(text) + "\"");
    }

    /** Presses a key. */
    void press(final String key) {
        final String more = switch (key) {
            case "Enter" -> ",\"text\":\"\\r\",\"windowsVirtualKeyCode\":13";
            case "Escape" -> ",\"windowsVirtualKeyCode\":27"; // a dialog goes by the code
            default -> key.length() == 1 ? ",\"text\":\"" + key + "\"" : "";
        };
        final String fields = "\"key\":\"" + key + "\"" + more;
        call("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + fields);
        call("Input.dispatchKeyEvent", "\"type\":\"keyUp\",\"key\":\"" + key + "\"");
    }

    /** The page as a picture, of all its height. */
    void screenshot(final Path file) {
        final Map<String, Object> shot =
                call("Page.captureScreenshot", "\"format\":\"png\",\"captureBeyondViewport\":true");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(shot.get("data").toString()));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page has complained of. */
    List<String> complaints() {
        return complaints;
    }

    /** Requests that were to go anywhere but there. */
    List<String> requestsBeside(final String own) {
        final List<String> beside = new ArrayList<>(requests);
        beside.removeIf(address -> address.startsWith(own));
        return beside;
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
