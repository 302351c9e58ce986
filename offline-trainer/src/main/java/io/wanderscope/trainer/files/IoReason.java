package io.wanderscope.trainer.files;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read or written, in words: Java says it of many failures only by the class of the exception. */
public final class IoReason {
    private IoReason() {}

    /** In a few words, without the name of the file where that is possible. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "a file is where a folder should be";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof CharacterCodingException ? "it is not text in UTF-8" : message(e);
    }

    private static String message(IOException e) {
        @Nullable String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return reason == null || reason.isBlank() ? "the system gives no reason" : reason;
    }
}
