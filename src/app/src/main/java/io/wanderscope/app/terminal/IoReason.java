package io.wanderscope.app.terminal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read or written, in words: Java says it of many failures only by the class of the exception. */
public final class IoReason {
    private static final Map<Class<? extends IOException>, String> WORDS = words();

    private IoReason() {}

    private static Map<Class<? extends IOException>, String> words() {
        Map<Class<? extends IOException>, String> words = new LinkedHashMap<>();
        words.put(NoSuchFileException.class, "no such file or folder");
        words.put(FileAlreadyExistsException.class, "a file has this name");
        words.put(AccessDeniedException.class, "permission denied");
        words.put(NotDirectoryException.class, "not a folder");
        words.put(DirectoryNotEmptyException.class, "the folder is not empty");
        words.put(FileSystemLoopException.class, "its symbolic links form a circle");
        words.put(CharacterCodingException.class, "the text is not in UTF-8");
        return words;
    }

    /** In a few words, without the name of the file where that is possible. */
    public static String of(IOException e) {
        return WORDS.entrySet().stream()
                .filter(each -> each.getKey().isInstance(e))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> message(e));
    }

    private static String message(IOException e) {
        @Nullable String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        if (reason == null || reason.isBlank()) {
            return e instanceof FileNotFoundException ? "no such file or folder" : "the system gives no reason";
        }
        return reason;
    }
}
