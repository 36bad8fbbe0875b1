namespace AlturBridge.EmbeddedHost.Broker;

/// <summary>
/// Files that nobody but their owner can read, from the first moment: leads are people's data. On Windows the folder's rights apply.
/// </summary>
internal static class OwnFiles
{
    /// <summary>A folder that is there already keeps its rights: it may be somebody's mount.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
