package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.OrderId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bot that the README shows compiles as it stands, prints every order once, and goes on where it was killed. */
@Timeout(120)
class BotIT {
    private static final Pattern MARKED = Pattern.compile("<!-- bot -->\\s*```java\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    final Children children = new Children();

    @Test
    void shouldPrintEveryOrderOnceAndResume() throws IOException {
        final Path journal = children.scratch().resolve("journal");
        final SmallBacktest input = new SmallBacktest(children.scratch(), 100, 2_000, 1);
        children.plimsoll(input.command(journal)).awaitExit(0);
        final List<String> orders = new OrdersSeen(LogRecords.of(journal, LogName.ORDERS))
                .issued().stream().map(OrderId::toString).toList();
        assertTrue(orders.size() > 20, orders.size() + " orders");
        check(compiled(), journal, orders);
    }

    private Path compiled() throws IOException {
        final Matcher marked = MARKED.matcher(Files.readString(Project.root().resolve("README.md")));
        assertTrue(marked.find(), "a code block behind <!-- bot -->");
        final String code = marked.group(1);
        final Path folder = Files.createDirectory(children.scratch().resolve("bot"));
        final Path source = Files.writeString(folder.resolve("Bot.java"), code);
        final int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all,-processing,-path",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        ofABot(),
                        source.toString());
        assertEquals(0, result, code);
        return folder;
    }

    // All that a bot depends on.
    private static String ofABot() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> entry.matches(".*/(plimsoll-(protocol|journal)|agrona)-[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void check(final Path folder, final Path journal, final List<String> orders) {
        final Child first = run(folder, journal);
        Await.until(() -> "some orders from " + first, () -> first.lines().size() > orders.size() / 3);
        first.kill();
        final List<String> before = ids(first);
        assertEquals(orders.subList(0, before.size()), before);
        final Child second = run(folder, journal);
        final String last = orders.get(orders.size() - 1);
        Await.until(() -> last + " from " + second, () -> ids(second).contains(last) || !second.isAlive());
        second.kill();
        final List<String> all = new ArrayList<>(before);
        final List<String> after = ids(second);
        if (after.get(0).equals(before.get(before.size() - 1))) {
            after.remove(0); // killed between acting and saving its place: once more, as the page says
        }
        all.addAll(after);
        assertEquals(orders, all);
    }

    private Child run(final Path folder, final Path journal) {
        final List<String> command = new ArrayList<>(Children.javaCommand(System.getProperty("java.home")));
        command.addAll(List.of("-Xmx128m", "-cp", folder + ":" + System.getProperty("java.class.path"), "Bot"));
        return children.start("Bot", Map.of(), command, journal, folder.resolve("place"));
    }

    private static List<String> ids(final Child bot) {
        final List<String> ids = new ArrayList<>();
        bot.lines().forEach(line -> ids.add(line.substring(0, line.indexOf(' '))));
        return ids;
    }
}
