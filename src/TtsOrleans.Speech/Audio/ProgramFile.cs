namespace TtsOrleans.Speech.Audio;

/// <summary>Where a program lies.</summary>
internal static class ProgramFile
{
    /// <summary>The file of a program given by path or by a name on <c>PATH</c>; null if it is not there.</summary>
    public static string? Find(string program)
    {
        if (program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar))
        {
            return IsProgram(program) ? Path.GetFullPath(program) : null;
        }

        var names = OperatingSystem.IsWindows() ? new[] { program, program + ".exe" } : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
