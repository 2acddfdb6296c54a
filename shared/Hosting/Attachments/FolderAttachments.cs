using System.Text.Json;
using Omnichannel.Contracts;

namespace Omnichannel.Hosting;

/// <summary>
/// Files in a folder, named by id alone. A file's metadata is stored beside it and written last, by a rename: a file without it was
/// never finished.
/// </summary>
internal sealed class FolderAttachments(AttachmentOptions options) : IAttachmentStore
{
    public async Task<StoredAttachment> SaveAsync(
        Guid id, Stream content, string? name, string? declaredType, long maxSize, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is { } there)
            return there;
        var path = PathOf(id);
        CreateFolders(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}.draft";
        try
        {
            var written = await WriteAsync(draft, content, maxSize, ct);
            var stored = new StoredAttachment(id, FileNames.Clean(name), ContentTypes.Of(written.Head, declaredType), written.Size, written.Sha256);
            File.Move(draft, path, overwrite: true);
            await using (var told = NewFile(draft))
            {
                await JsonSerializer.SerializeAsync(told, stored, ContractJson.Options, ct);
                told.Flush(flushToDisk: true);
            }

            File.Move(draft, path + ".json", overwrite: true);
            FolderSync.Sync(Path.GetDirectoryName(path)!);
            return stored;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public async Task<OpenAttachment?> OpenAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } stored)
            return null;
        try
        {
            return new OpenAttachment(stored, new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, useAsync: true));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(Guid id, CancellationToken ct)
    {
        if (Directory.Exists(Path.GetDirectoryName(PathOf(id))))
        {
            File.Delete(PathOf(id) + ".json");
            File.Delete(PathOf(id));
        }

        return Task.CompletedTask;
    }

    private async Task<StoredAttachment?> FindAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredAttachment>(await File.ReadAllBytesAsync(PathOf(id) + ".json", ct), ContractJson.Options);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task<AttachmentBytes> WriteAsync(string path, Stream content, long maxSize, CancellationToken ct)
    {
        await using var file = NewFile(path);
        var written = await AttachmentBytes.CopyAsync(content, file, maxSize, ct);
        file.Flush(flushToDisk: true);
        return written;
    }

    private static FileStream NewFile(string path)
    {
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, file);
    }

    private void CreateFolders(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FolderSync.Sync(Path.GetDirectoryName(folder)!);
        FolderSync.Sync(options.Folder);
    }

    private string PathOf(Guid id)
    {
        var name = id.ToString("N");
        // Folders of some thousands of files at most, also with millions of them.
        return Path.Combine(options.Folder, name[..2], name[2..4], name);
    }
}
