namespace AlturBridge.Tests.Receiving.Phones;

internal static class Documentation
{
    public static string PhoneNumbers => File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "phone-numbers.md"));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AlturBridge.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The documentation is read from the repository: run the tests inside it.");
    }
}
