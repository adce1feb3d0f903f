package io.plimsoll.feed;

/**
 * Input that does not follow its format: which file (or connection) and line, what was found there, what was expected.
 * Thrown before anything of the file, or of the NDJSON line, is published. The text is safe to print: control characters
 * are replaced and long findings cut.
 */
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_FOUND = 160;

    private final String source;
    private final long line;

    /**
     * @param source file name as the user gave it, or the name of a connection
     * @param line line number, from 1
     * @param found what stands there
     * @param expected what should
     */
    public FormatException(final String source, final long line, final String found, final String expected) {
        super(printable(String.valueOf(found)) + "; expected " + expected);
        this.source = source;
        this.line = line;
    }

    /** {@code file:line: found; expected ...}. */
    @Override
    public String getMessage() {
        return source + ":" + line + ": " + detail();
    }

    /** The message without file and line. */
    public String detail() {
        return super.getMessage();
    }

    /** File name as the user gave it, or the name of a connection. */
    public String source() {
        return source;
    }

    /** Line number, from 1. */
    public long line() {
        return line;
    }

    /** What is wrong is often binary, and the message goes to a terminal or a log: without control characters, and not too long. */
    public static String printable(final String text) {
        final StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_FOUND + 4));
        for (int i = 0; i < text.length() && i < MAX_FOUND; i++) {
            final char c = text.charAt(i);
            clean.append(Character.isISOControl(c) || c > '\uFF00' ? '?' : c);
        }
        return text.length() > MAX_FOUND ? clean.append("...").toString() : clean.toString();
    }
}
