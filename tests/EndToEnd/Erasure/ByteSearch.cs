using System.Text;
using Xunit;

namespace Omnichannel.EndToEnd;

/// <summary>Looks for strings in the bytes of files, whatever the files are: in UTF-8, and in base64 at each of its three offsets.</summary>
internal static class ByteSearch
{
    /// <summary>Those that are in any file under the folders.</summary>
    public static HashSet<string> Find(IEnumerable<string> folders, IReadOnlyCollection<string> wanted)
    {
        var files = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).ToArray();
        Assert.NotEmpty(files);
        return FindIn(files, wanted);
    }

    public static HashSet<string> FindIn(IEnumerable<string> files, IReadOnlyCollection<string> wanted)
    {
        var needles = wanted.SelectMany(one => NeedlesOf(one).Select(needle => (one, needle))).ToArray();
        var found = new HashSet<string>();
        // The empty ones are locks, which nobody else may open.
        foreach (var file in files.Where(file => new FileInfo(file) is { Exists: true, Length: > 0 }))
        {
            byte[] bytes;
            try
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var all = new MemoryStream();
                stream.CopyTo(all);
                bytes = all.ToArray();
            }
            catch (FileNotFoundException)
            {
                // Gone since it was listed.
                continue;
            }

            foreach (var (one, needle) in needles)
            {
                if (!found.Contains(one) && bytes.AsSpan().IndexOf(needle) >= 0)
                    found.Add(one);
            }
        }

        return found;
    }

    private static IEnumerable<byte[]> NeedlesOf(string text)
    {
        yield return Encoding.UTF8.GetBytes(text);
        for (var offset = 0; offset < 3; offset++)
        {
            // All of the characters that do not depend on what stands before or behind, six bits each: fewer are found by chance.
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', offset) + text));
            var bits = 8 * (offset + Encoding.UTF8.GetByteCount(text));
            yield return Encoding.ASCII.GetBytes(encoded[((8 * offset + 5) / 6)..(bits / 6)]);
        }
    }
}
