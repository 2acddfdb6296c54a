namespace Omnichannel.Simulator;

/// <summary>A recording of silence: MPEG-1 Layer III frames (ISO 11172-3) at 32 kbit/s and 32 kHz, mono, whose side information is all zero.</summary>
internal static class SilentMp3
{
    private const int FrameLength = 144;

    /// <summary>1,152 samples at 32 kHz are 36 ms.</summary>
    private const double FrameSeconds = 0.036;

    public static byte[] Of(int seconds)
    {
        var frames = (int)Math.Ceiling(Math.Clamp(seconds, 1, 600) / FrameSeconds);
        var bytes = new byte[frames * FrameLength];
        for (var frame = 0; frame < frames; frame++)
        {
            bytes[frame * FrameLength] = 0xFF;
            bytes[frame * FrameLength + 1] = 0xFB;
            bytes[frame * FrameLength + 2] = 0x18;
            bytes[frame * FrameLength + 3] = 0xC4;
        }

        return bytes;
    }
}
