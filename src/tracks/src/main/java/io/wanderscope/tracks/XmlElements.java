package io.wanderscope.tracks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The elements of an XML tracking file, one after another: where the file is at, what its attributes say, and messages
 * that name the line. The text of elements is skipped.
 */
final class XmlElements {
    private static final Pattern NAME = Pattern.compile("<([\\p{L}_][\\p{L}\\p{N}_.:-]*+)");

    private static final Pattern DECLARED_ENCODING =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private final Path path;
    private final String root;
    private final long linesBefore;
    private final FieldParser fields;
    private final BoundedRowStream content;
    private final XMLStreamReader xml;

    /**
     * Opens a file at its root.
     *
     * @param root name of the root, with which the file should end
     */
    XmlElements(Path path, FileBeginning beginning, BoundedRowStream content, String root)
            throws IOException, TrackingFileException {
        this.path = path;
        this.root = root;
        this.linesBefore = beginning.blankLines();
        this.fields = new FieldParser(path);
        this.content = content;
        this.xml = open(withoutLeadingBlanks(text(beginning, content)));
        while (nextEvent() != XMLStreamConstants.START_ELEMENT) {
            // Skips comments and processing instructions before the root.
        }
    }

    /** The name of the root element; empty if the file does not begin like XML. */
    static Optional<String> root(FileBeginning beginning) {
        String text = beginning.text();
        int start = 0;
        for (int end = endOfMisc(text, start); end > start; end = endOfMisc(text, start)) {
            start = end;
        }
        Matcher name = NAME.matcher(text).region(start, text.length());
        return name.lookingAt() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Whether a file begins with a root element of this name. */
    static boolean hasRoot(FileBeginning beginning, String root) {
        return root(beginning).filter(root::equals).isPresent();
    }

    /** Where the blank, declaration, comment or document type at an index ends; the index if there is none or no end. */
    private static int endOfMisc(String text, int start) {
        if (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            return start + 1;
        }
        String end = "";
        if (text.startsWith("<?", start)) {
            end = "?>";
        } else if (text.startsWith("<!--", start)) {
            end = "-->";
        } else if (text.startsWith("<!DOCTYPE", start)) {
            int subset = text.indexOf('[', start);
            end = subset >= 0 && subset < text.indexOf('>', start) ? "]>" : ">";
        }
        int found = end.isEmpty() ? -1 : text.indexOf(end, start);
        return found < 0 ? start : found + end.length();
    }

    /**
     * The text. Some programs declare UTF-8 and write Latin-1, or the reverse, others declare nothing, so a declaration
     * counts only where the bytes could be anything.
     */
    private static Reader text(FileBeginning beginning, InputStream content) {
        Matcher declaration = DECLARED_ENCODING.matcher(beginning.text());
        String declared = declaration.lookingAt() ? declaration.group(1).toUpperCase(Locale.ROOT) : "UTF-8";
        return isClear(beginning) || declared.startsWith("UTF") || !isSupported(declared)
                ? beginning.reader(content)
                : new InputStreamReader(content, Charset.forName(declared));
    }

    /** Whether the bytes can be in one encoding only: they are UTF-16, or have letters in UTF-8. */
    private static boolean isClear(FileBeginning beginning) {
        boolean isUtf8 = beginning.charset().equals(StandardCharsets.UTF_8);
        return beginning.charset().name().startsWith("UTF-16")
                || (isUtf8 && beginning.text().chars().anyMatch(character -> character > 0x7F));
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    /** XML allows no blanks before its declaration. */
    private static Reader withoutLeadingBlanks(Reader text) throws IOException {
        PushbackReader rest = new PushbackReader(text);
        int character = rest.read();
        while (character == '\uFEFF' || (character >= 0 && Character.isWhitespace(character))) {
            character = rest.read();
        }
        if (character >= 0) {
            rest.unread(character);
        }
        return rest;
    }

    private XMLStreamReader open(Reader text) throws TrackingFileException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A tracking file must not reference other files or addresses, nor define entities that expand.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return factory.createXMLStreamReader(text);
        } catch (XMLStreamException | RuntimeException e) {
            throw malformed(1 + linesBefore, e);
        }
    }

    /** Moves to the next element that starts; false at the end of the file. */
    boolean next() throws TrackingFileException {
        int event = nextEvent();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_DOCUMENT) {
            event = nextEvent();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    /** Moves to the next element that starts inside the one of this name; false at that one's end. */
    boolean nextInside(String parent) throws TrackingFileException {
        int event = nextEvent();
        while (event != XMLStreamConstants.START_ELEMENT && !ends(event, parent)) {
            event = nextEvent();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private boolean ends(int event, String parent) {
        return event == XMLStreamConstants.END_ELEMENT && is(parent);
    }

    /** Whether this is the name of the element at which the file is. */
    boolean is(String name) {
        return xml.getLocalName().equals(name);
    }

    /** The attribute's text without surrounding blanks; empty if there is none. */
    String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    /**
     * The attribute's text.
     *
     * @param needed what every such element needs, for the message if it has not
     */
    String required(String name, String needed) throws TrackingFileException {
        String value = attribute(name);
        if (value.isEmpty()) {
            throw wrong("a <" + xml.getLocalName() + "> has no " + name + "; each needs " + needed);
        }
        return value;
    }

    /** As {@link #required}, as a whole number. */
    long requiredWhole(String name, String needed) throws TrackingFileException {
        return wholeNumber(name, required(name, needed));
    }

    /** A text of the current line as a whole number. */
    long wholeNumber(String name, String text) throws TrackingFileException {
        return fields.wholeNumber(line(), name, text);
    }

    /** As {@link #required}, as a decimal number. */
    double requiredDecimal(String name, String needed) throws TrackingFileException {
        return fields.decimal(line(), name, required(name, needed));
    }

    /** The attribute as a decimal number; empty if there is none. */
    OptionalDouble decimal(String name) throws TrackingFileException {
        String value = attribute(name);
        return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(fields.decimal(line(), name, value));
    }

    /** The line that the current element ends its beginning on, from 1. */
    long line() {
        return linesBefore + Math.max(1, xml.getLocation().getLineNumber());
    }

    /** What is wrong with the current line. */
    TrackingFileException wrong(String problem) {
        return TrackingFileException.atLine(path, line(), problem);
    }

    private int nextEvent() throws TrackingFileException {
        int event;
        try {
            event = xml.next();
            content.endRow();
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser throws undeclared exceptions for some text that is not XML.
            throw malformed(line(), e);
        }
        if (event == XMLStreamConstants.DTD) {
            throw wrong("has a document type declaration; tracking files have none, remove it");
        }
        return event;
    }

    private TrackingFileException malformed(long line, Exception cause) {
        return TrackingFileException.atLine(
                path,
                line,
                "cut off or not well-formed XML (" + reason(cause) + "); it should end with </" + root + ">",
                cause);
    }

    private static String reason(Exception cause) {
        String message = String.valueOf(cause.getMessage());
        // The parser's message starts with its own line number, which does not count the skipped blank lines.
        int start = message.indexOf("Message: ");
        String reason = start < 0 ? message : message.substring(start + "Message: ".length());
        return reason.equals("null") ? "the parser stopped" : reason;
    }
}
