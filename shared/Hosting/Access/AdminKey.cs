using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

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

    /// <exception cref="InvalidOperationException">The configured key is too short to be safe.</exception>
    public static AdminKey Open(IConfiguration configuration)
    {
        if (configuration["OMNICHANNEL_ADMIN_KEY"] is { Length: > 0 } configured)
        {
            return configured.Length >= 16
                ? new AdminKey(configured, null, false)
                : throw new InvalidOperationException("OMNICHANNEL_ADMIN_KEY is too short: use at least 16 characters.");
        }

        var folder = configuration["OMNICHANNEL_DATA"] ?? "data";
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "admin.key");
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
