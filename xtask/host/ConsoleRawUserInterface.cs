using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>The console's size, which decides how wide tables are. What draws on a screen is not supported.</summary>
internal sealed class ConsoleRawUserInterface : PSHostRawUserInterface
{
    /// <summary>Where output goes to a file or a pipe there is no width to ask for.</summary>
    private static readonly Size Redirected = new(120, 50);

    public override Size BufferSize
    {
        get
        {
            if (Console.IsOutputRedirected)
            {
                return Redirected;
            }

            // A terminal that tells no size says 0.
            int width = Console.WindowWidth;
            return width > 0 ? new Size(width, Math.Max(Console.WindowHeight, 1)) : Redirected;
        }

        set
        {
        }
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set
        {
        }
    }

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Size MaxWindowSize => BufferSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = string.Empty;

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override void FlushInputBuffer()
    {
    }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = Console.ReadKey(options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotSupported();

    public override void ScrollBufferContents(
        Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotSupported();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotSupported();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotSupported();

    private static NotSupportedException NotSupported() => new("This host writes lines, it does not draw.");
}
