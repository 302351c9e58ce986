package io.wanderscope.dashboard.image;

/**
 * An image of the field of view.
 *
 * @param version differs from that of any other image, and of the same one at another place
 * @param place where it lies
 * @param width number of pixels to the right
 * @param height number of pixels downwards
 * @param png the file for browsers: 8 bits of grey, or of red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record FieldImage(String version, ImagePlace place, int width, int height, byte[] png) {}
