using System.Security.Cryptography;
using Omnichannel.Settings;

namespace Omnichannel.Hosting;

/// <summary>
/// The one key that an installation starts with: <c>OMNICHANNEL_ADMIN_KEY</c>, else made at the first start and kept in
/// <c>DATA/admin.key</c>, readable by its owner only.
/// </summary>
/// <param name="Value">The key.</param>
/// <param name="File">Where it is kept; null when it was configured.</param>
/// <param name="IsNew">True when this process made it.</param>
public sealed record AdminKey(string Value, string? File, bool IsNew)
{
    public const string Prefix = "om_";

    public static AdminKey Open(InstallationOptions installation)
    {
        if (installation.AdminKey is { Length: > 0 } configured)
            return new AdminKey(configured, null, false);
        Directory.CreateDirectory(installation.Folder);
        var file = Path.Combine(installation.Folder, "admin.key");
        try
        {
            var made = NewKey();
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(file, options))
                writer.WriteLine(made);
            return new AdminKey(made, file, true);
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            return new AdminKey(System.IO.File.ReadAllText(file).Trim(), file, false);
        }
    }

    /// <summary>A key with 256 random bits.</summary>
    public static string NewKey() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
