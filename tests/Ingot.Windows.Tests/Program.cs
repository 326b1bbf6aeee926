namespace Ingot.Windows.Tests;

/// <summary>A program that has a file open, as Windows' programs often have: nobody else may read, write, move or delete it.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        Console.WriteLine(Environment.ProcessId);
        using var file = arguments is [var path] ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None) : null;
        Console.WriteLine("ready");
        Console.ReadLine();
        return 0;
    }
}
