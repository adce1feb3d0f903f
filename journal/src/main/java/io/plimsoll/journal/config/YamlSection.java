package io.plimsoll.journal.config;

import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read strictly: each value is asked for by name and type, every error names file, line and what
 * was expected, and {@link #end()} refuses keys that nobody asked for, with the nearest valid name.
 */
public final class YamlSection implements Fields {
    private static final int MAX_NAME = 64;

    private final Path file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> keyLines = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final Effective effective = new Effective();

    private YamlSection(final Path file, final String path, final int line) {
        this.file = file;
        this.path = path;
        this.line = line;
    }

    private YamlSection(final Path file, final String path, final MappingNode node) {
        this(file, path, line(node));
        for (final NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw UserError.at(file, line(tuple.getKeyNode()), "a key must be a plain name");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw UserError.at(file, line(key), "'" + name(key.getValue()) + "' is given twice");
            }
            keyLines.put(key.getValue(), line(key));
        }
    }

    /** The root mapping of a file. */
    public static YamlSection read(final Path file) {
        final String text;
        try {
            text = Files.readString(file);
        } catch (final NoSuchFileException e) {
            throw new UserError(file + ": no such file");
        } catch (final IOException e) {
            throw new UserError(file + ": cannot be read: " + e.getMessage());
        }
        try {
            final Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(text);
            if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
                throw UserError.at(file, 1, "expected a mapping of keys to values");
            }
            return new YamlSection(file, "", mapping);
        } catch (final MarkedYamlEngineException e) {
            final int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw UserError.at(file, line, "not valid YAML: " + e.getProblem());
        } catch (final ReaderException e) {
            final long line = 1
                    + text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count();
            throw UserError.at(file, line, "not valid YAML: a character that YAML does not allow");
        } catch (final YamlEngineException e) {
            throw UserError.at(file, 1, "not valid YAML: " + e.getMessage());
        }
    }

    @Override
    public boolean has(final String key) {
        known.add(key);
        effective.asked(key);
        return values.containsKey(key);
    }

    /** A mandatory text. */
    public String text(final String key) {
        return scalar(key, "a value").getValue();
    }

    /** A mandatory text that a record can hold as a name. */
    public String recordName(final String key) {
        final String text = text(key);
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw bad(key, "longer than " + MAX_NAME + " bytes");
        }
        return text;
    }

    /** An optional text. */
    public String text(final String key, final String fallback) {
        return has(key) ? text(key) : standing(key, fallback, fallback);
    }

    /** A mandatory path, relative to the file's own folder. */
    public Path path(final String key) {
        final Path path = resolve(text(key));
        show(key, path.toString());
        return path;
    }

    /** Lets {@link #effective} show a value otherwise than it was written, as a path that is relative within it. */
    public void show(final String key, final String text) {
        effective.given(key, text);
    }

    /** An optional path. */
    public Path path(final String key, final Path fallback) {
        return has(key) ? path(key) : standing(key, fallback, fallback.toString());
    }

    /** A path relative to the file's own folder. */
    public Path resolve(final String text) {
        final Path folder = file.toAbsolutePath().getParent();
        return folder.resolve(text).normalize();
    }

    /** A mandatory whole number within bounds. */
    public int integer(final String key, final int min, final int max) {
        final String text =
                scalar(key, "a whole number from " + min + " to " + max).getValue();
        try {
            final int value = Integer.parseInt(text.replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (final NumberFormatException ignored) {
            // told below, with what was expected
        }
        throw bad(key, "'" + text + "', expected a whole number from " + min + " to " + max);
    }

    /** An optional whole number within bounds. */
    public int integer(final String key, final int min, final int max, final int fallback) {
        return has(key) ? integer(key, min, max) : standing(key, fallback, Integer.toString(fallback));
    }

    /** A mandatory decimal as a mantissa. */
    public long decimal(final String key, final int decimals) {
        final String text = scalar(key, "a decimal number").getValue();
        try {
            return Decimals.parse(text, decimals);
        } catch (final NumberFormatException e) {
            throw bad(key, e.getMessage());
        }
    }

    /** A mandatory duration with its unit, in nanoseconds: {@code 250ms}, {@code 5s}, {@code 100us}, {@code 2m}. */
    public long durationNs(final String key) {
        final String text = scalar(key, Amounts.DURATION).getValue();
        return amount(key, text.trim(), Amounts.parseNs(text), Amounts.DURATION);
    }

    /** An optional duration. */
    public long durationNs(final String key, final long fallback) {
        return has(key) ? durationNs(key) : standing(key, fallback, Amounts.textOfNs(fallback));
    }

    /** A mandatory size with its unit, in bytes: {@code 512MiB}, {@code 1GiB}. */
    public long bytes(final String key) {
        final String expected = "a size with its unit (B, KiB, MiB, GiB, TiB), as 1GiB";
        final String text = scalar(key, expected).getValue();
        return amount(key, text.trim(), Amounts.parse(text, Amounts.SIZES), expected);
    }

    /** An optional size. */
    public long bytes(final String key, final long fallback) {
        return has(key) ? bytes(key) : standing(key, fallback, Amounts.textOfBytes(fallback));
    }

    /** A mandatory choice among the names of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> E choice(final String key, final Class<E> type) {
        final String text = scalar(key, names(type)).getValue();
        for (final E value : type.getEnumConstants()) {
            if (dashed(value).equals(text)) {
                return value;
            }
        }
        throw bad(key, "'" + text + "', expected " + names(type));
    }

    /** An optional choice. */
    public <E extends Enum<E>> E choice(final String key, final Class<E> type, final E fallback) {
        return has(key) ? choice(key, type) : standing(key, fallback, dashed(fallback));
    }

    /** A mandatory mapping. */
    public YamlSection section(final String key) {
        final Node node = required(key, "a mapping");
        if (!(node instanceof MappingNode mapping)) {
            throw UserError.at(file, line(node), "'" + name(key) + "' must be a mapping of keys to values");
        }
        return noted(key, new YamlSection(file, name(key), mapping));
    }

    /** An optional mapping: one that holds nothing where it is absent, so that each of its values has what stands for it. */
    public YamlSection sectionOrNone(final String key) {
        return has(key) ? section(key) : noted(key, new YamlSection(file, name(key), line));
    }

    /** The mappings of an optional list; empty when it is absent. */
    public List<YamlSection> sections(final String key) {
        final List<YamlSection> sections = new ArrayList<>();
        if (has(key)) {
            if (!(values.get(key) instanceof SequenceNode sequence)) {
                throw UserError.at(file, keyLines.get(key), "'" + name(key) + "' must be a list");
            }
            for (final Node node : sequence.getValue()) {
                if (!(node instanceof MappingNode mapping)) {
                    throw UserError.at(file, line(node), "each element of '" + name(key) + "' must be a mapping");
                }
                sections.add(new YamlSection(file, name(key) + "[" + sections.size() + "]", mapping));
            }
            effective.sections(key, sections.stream().map(one -> one.effective).toList());
        }
        return sections;
    }

    @Override
    public void end() {
        for (final String key : values.keySet()) {
            if (!known.contains(key)) {
                throw UserError.at(
                        file,
                        keyLines.get(key),
                        "unknown key '" + name(key) + "'; the nearest valid one is '" + NearestName.of(key, known)
                                + "'");
            }
        }
    }

    @Override
    public boolean isNested(final String key) {
        return values.get(key) instanceof MappingNode;
    }

    @Override
    public String scalar(final String key, final boolean isQuoted) {
        return text(key); // YAML's texts need no quotes
    }

    @Override
    public Fields nested(final String key) {
        return section(key);
    }

    /**
     * What this section was asked for, once everything was read, as YAML that reads as the same: paths are absolute, and what was left out
     * is there as a comment, or with the value that stands for it.
     */
    public String effective() {
        return effective.yaml();
    }

    /** The same as values by the path of their keys, as {@code ring.slots} or {@code feeds[0].name}; nothing where nothing is given or stands for it. */
    public Map<String, String> settings() {
        return effective.settings();
    }

    /** Every value as text, a mapping as a map of such; asks for all of them. */
    public Map<String, Object> texts() {
        final Map<String, Object> texts = new LinkedHashMap<>();
        for (final String key : values.keySet()) {
            texts.put(key, isNested(key) ? section(key).texts() : text(key));
        }
        return texts;
    }

    /** An error about this key's value: {@code file:line: 'key' is ...}. */
    @Override
    public UserError bad(final String key, final String what) {
        return UserError.at(file, keyLines.getOrDefault(key, line), "'" + name(key) + "' is " + what);
    }

    /** An error about a key that is not there. */
    public UserError missing(final String key, final String expected) {
        return UserError.at(file, line, "missing '" + name(key) + "', expected " + expected);
    }

    /** Line of the key, from 1. */
    public int line(final String key) {
        return keyLines.getOrDefault(key, line);
    }

    public Path file() {
        return file;
    }

    private long amount(final String key, final String text, final long amount, final String expected) {
        if (amount == Amounts.NONE) {
            throw bad(key, "'" + text + "', expected " + expected);
        }
        return amount;
    }

    private ScalarNode scalar(final String key, final String expected) {
        final Node node = required(key, expected);
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
            throw UserError.at(file, line(node), "'" + name(key) + "' must be " + expected);
        }
        effective.given(key, scalar.getValue());
        return scalar;
    }

    private YamlSection noted(final String key, final YamlSection section) {
        effective.section(key, section.effective);
        return section;
    }

    private <T> T standing(final String key, final T value, final String text) {
        effective.standing(key, text);
        return value;
    }

    private Node required(final String key, final String expected) {
        if (!has(key)) {
            throw missing(key, expected);
        }
        return values.get(key);
    }

    private String name(final String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(final Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static <E extends Enum<E>> String names(final Class<E> type) {
        final StringBuilder names = new StringBuilder("one of");
        for (final E value : type.getEnumConstants()) {
            names.append(' ').append(dashed(value));
        }
        return names.toString();
    }

    private static String dashed(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
