using System.Globalization;

namespace TtsOrleans.Books.Simulated;

/// <summary>What the children of a process took of the processor, those that have ended included. Reads Linux' <c>/proc</c>.</summary>
internal static class ChildrenTime
{
    private const double TicksASecond = 100;

    public static TimeSpan Of(int parent)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read(folder) is { } process)
            {
                ticks += id == parent ? process.Ended : process.Parent == parent ? process.Own + process.Ended : 0;
            }
        }

        return TimeSpan.FromSeconds(ticks / TicksASecond);
    }

    private static (int Parent, long Own, long Ended)? Read(string folder)
    {
        try
        {
            // The name, in parentheses, may hold anything; behind it come state, parent, …, utime, stime, cutime, cstime.
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return ((int)At(1), At(11) + At(12), At(13) + At(14));

            long At(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }
}
