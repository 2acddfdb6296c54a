namespace Omnichannel.Server;

/// <summary>The folder with the log, the read models and the admin key: what is in it is nobody else's business.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder where it is missing, for its owner alone; one that is there already stays as it is.</summary>
    public static void Ensure(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
